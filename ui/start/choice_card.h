// SPDX-License-Identifier: GPL-3.0-or-later
// The first-run page's large choices and its rows of recent projects.
#pragma once

#include <QAbstractButton>

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

class RecentRow final : public QAbstractButton
{
    Q_OBJECT
public:
    RecentRow(const QString& path, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_folder;
};

} // namespace triptych::ui
