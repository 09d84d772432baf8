// SPDX-License-Identifier: GPL-3.0-or-later
// A word diff as a screen reader says it.
#include "ui/review/diff_words.h"

#include "ui/convert.h"

#include <QCoreApplication>
#include <QStringList>

namespace triptych::ui {

namespace {

constexpr int kMostChanges = 8;

class DiffWords
{
    Q_DECLARE_TR_FUNCTIONS(DiffWords)
public:
    static QString replaced(const QString& before, const QString& after)
    {
        return tr("%1 becomes %2").arg(before, after);
    }
    static QString removed(const QString& words) { return tr("%1 removed").arg(words); }
    static QString added(const QString& words) { return tr("%1 added").arg(words); }
    static QString more(int count) { return tr("%n more change(s)", nullptr, count); }
};

} // namespace

QString diffInWords(const std::vector<workflow::DiffPiece>& pieces)
{
    using workflow::DiffKind;
    QStringList changes;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const QString words = toQString(pieces[i].text).trimmed();
        const bool followed = i + 1 < pieces.size() && pieces[i + 1].kind == DiffKind::Added;
        if (pieces[i].kind == DiffKind::Same || (words.isEmpty() && !followed)) {
            continue; // white space alone is not said
        }
        if (pieces[i].kind == DiffKind::Removed && followed) {
            const QString after = toQString(pieces[++i].text).trimmed();
            if (words.isEmpty() && after.isEmpty()) {
                continue;
            }
            changes.push_back(words.isEmpty()   ? DiffWords::added(after)
                              : after.isEmpty() ? DiffWords::removed(words)
                                                : DiffWords::replaced(words, after));
        } else {
            changes.push_back(pieces[i].kind == DiffKind::Removed ? DiffWords::removed(words)
                                                                  : DiffWords::added(words));
        }
    }
    const int more = static_cast<int>(changes.size()) - kMostChanges;
    if (more > 0) {
        changes = changes.mid(0, kMostChanges);
        changes.push_back(DiffWords::more(more));
    }
    return changes.join(QStringLiteral(", "));
}

} // namespace triptych::ui
