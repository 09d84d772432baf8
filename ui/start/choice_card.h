// SPDX-License-Identifier: GPL-3.0-or-later
// The first-run page's large choices and its rows of recent projects.
#pragma once

#include <QAbstractButton>

class QPushButton;

namespace triptych::ui {

class ChoiceCard final : public QAbstractButton
{
    Q_OBJECT
public:
    ChoiceCard(const QString& name, const QString& icon, QWidget* parent);
    void setWords(const QString& title, const QString& about);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QString m_about;
};

// A project that was open before. One whose file is gone is told so, greyed, and can be taken off.
class RecentRow final : public QAbstractButton
{
    Q_OBJECT
public:
    RecentRow(const QString& path, QWidget* parent);
    [[nodiscard]] QString path() const { return m_path; }
    void setMissing(bool missing);
    [[nodiscard]] bool isMissing() const { return m_missing; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void place();

    QString m_path;
    QString m_folder;
    bool m_missing = false;
    QPushButton* m_remove = nullptr;
};

} // namespace triptych::ui
