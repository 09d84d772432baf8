// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, writing and offering saved views.
#include "ui/browse/saved_views.h"

#include "ui/convert.h"
#include "ui/settings/settings.h"

namespace triptych::ui {

namespace {

// A menu takes "&" for a mnemonic.
QString menuText(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

QString sortText(workflow::SortKey sort, bool descending)
{
    return (descending ? QStringLiteral("-") : QString()) + toQString(workflow::name(sort));
}

std::pair<workflow::SortKey, bool> sortFromText(const QString& text)
{
    const bool descending = text.startsWith(u'-');
    const auto sort = workflow::sortKeyFrom(fromQString(descending ? text.mid(1) : text));
    return {sort.value_or(workflow::SortKey::Natural), descending && sort};
}

std::optional<SavedView> savedViewFrom(const QString& line)
{
    const QStringList parts = line.split(u'\t');
    if (parts.size() != 3 || parts[0].isEmpty()) {
        return std::nullopt;
    }
    const auto [sort, descending] = sortFromText(parts[2]);
    return SavedView{parts[0], parts[1], sort, descending};
}

QString savedViewLine(const SavedView& view)
{
    return QStringList{view.name, view.filter, sortText(view.sort, view.descending)}.join(u'\t');
}

SavedViews::SavedViews(Settings& settings, QWidget* parent)
    : QMenu(parent)
    , m_settings(settings)
{
    setObjectName(QStringLiteral("savedViewsMenu"));
    connect(this, &QMenu::aboutToShow, this, &SavedViews::rebuild);
}

void SavedViews::setCurrent(const QString& filter, workflow::SortKey sort, bool descending)
{
    m_current = {filter, filter, sort, descending};
}

QStringList SavedViews::lines() const
{
    return m_settings.value(SettingKey::SavedViews).toStringList();
}

void SavedViews::rebuild()
{
    clear();
    addAction(tr("All pairs"), this,
              [this] { Q_EMIT chosen({}, workflow::SortKey::Natural, false); });
    bool known = m_current.filter.isEmpty();
    QList<std::pair<QString, SavedView>> views;
    for (const QString& line : lines()) {
        if (const auto view = savedViewFrom(line)) {
            views.append({line, *view});
            known = known || view->filter == m_current.filter;
            addAction(menuText(view->name), this, [this, view = *view] {
                Q_EMIT chosen(view.filter, view.sort, view.descending);
            });
        }
    }
    addSeparator();
    addAction(tr("Save this view"), this, &SavedViews::save)->setEnabled(!known);
    if (!views.isEmpty()) {
        QMenu* removal = addMenu(tr("Remove"));
        for (const auto& [line, view] : views) {
            removal->addAction(menuText(view.name), this, [this, line = line] { remove(line); });
        }
    }
}

void SavedViews::save()
{
    QStringList all = lines();
    all.append(savedViewLine(m_current));
    m_settings.setValue(SettingKey::SavedViews, all);
}

void SavedViews::remove(const QString& line)
{
    QStringList all = lines();
    all.removeOne(line);
    m_settings.setValue(SettingKey::SavedViews, all);
}

} // namespace triptych::ui
