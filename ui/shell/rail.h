// SPDX-License-Identifier: GPL-3.0-or-later
// The slim rail at the left: one icon and word a page, and the menu at its foot.
#pragma once

#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include <vector>

class QButtonGroup;
class QMenu;
class QMimeData;
class QVBoxLayout;

namespace triptych::ui {

class RailButton final : public QToolButton
{
    Q_OBJECT
public:
    RailButton(const QString& icon, QWidget* parent);
    void setWord(const QString& word, const QString& shortcut);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void dropped(const QMimeData& mime);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QTimer m_hover; // what is held over it: the page opens
};

class Rail final : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    // Pages are numbered from 0 in the order of adding.
    void addPage(const QString& objectName, const QString& icon);
    void setWord(int page, const QString& word);
    void setCurrent(int page); // −1: none
    void setPagesEnabled(bool enabled);
    // Images can be dropped on its button, or held over it until the page opens.
    void takeDrops(int page);
    void setMenu(QMenu* menu);
    void setMenuWord(const QString& word);

Q_SIGNALS:
    void chosen(int page);
    void dropped(int page, const QMimeData& mime);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<RailButton*> m_buttons;
    RailButton* m_menu = nullptr;
    QVBoxLayout* m_layout = nullptr;
    QButtonGroup* m_group = nullptr;
};

} // namespace triptych::ui
