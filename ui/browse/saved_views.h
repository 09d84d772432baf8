// SPDX-License-Identifier: GPL-3.0-or-later
// The menu of saved views: a filter and an order under the filter's own words. Kept in the person's
// settings, one line each: name, filter and order, separated by tabs.
#pragma once

#include "core/workflow/browse.h"

#include <QMenu>
#include <QString>
#include <QStringList>

#include <optional>

namespace triptych::ui {

class Settings;

struct SavedView
{
    QString name;
    QString filter;
    workflow::SortKey sort = workflow::SortKey::Natural;
    bool descending = false;
};

// "score", "-score"; an unknown word is the order of adding.
QString sortText(workflow::SortKey sort, bool descending);
std::pair<workflow::SortKey, bool> sortFromText(const QString& text);
std::optional<SavedView> savedViewFrom(const QString& line);
QString savedViewLine(const SavedView& view);

class SavedViews final : public QMenu
{
    Q_OBJECT
public:
    // `settings` must outlive the menu.
    SavedViews(Settings& settings, QWidget* parent);
    // What "save" would keep.
    void setCurrent(const QString& filter, workflow::SortKey sort, bool descending);

Q_SIGNALS:
    void chosen(const QString& filter, triptych::workflow::SortKey sort, bool descending);

private:
    void rebuild();
    void save();
    void remove(const QString& line);
    [[nodiscard]] QStringList lines() const;

    Settings& m_settings;
    SavedView m_current;
};

} // namespace triptych::ui
