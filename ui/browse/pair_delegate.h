// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of Browse: thumbnails, texts with the searched words marked, state chips, score.
// Reads the model's pairs; a row that is on its way is drawn as a quiet outline of itself.
#pragma once

#include "ui/browse/text_matches.h"

#include "core/domain/views.h"

#include <QStringList>
#include <QStyledItemDelegate>

namespace triptych::ui {

class PairTableModel;
class Thumbnails;
struct Theme;

// Text in at most `lines` lines inside `room`, vertically centred or from the top, the last line
// elided, with marked ranges on the theme's mark colour. Plain text: markup is shown as it is.
void paintMarkedText(QPainter& painter, const QRect& room, const QString& text,
                     const QStringList& words, int lines, const Theme& theme, bool centred);

class PairDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRowHeight = 60;
    static constexpr int kThumb = 48;
    static constexpr int kPadding = 12;

    PairDelegate(const PairTableModel& model, Thumbnails& thumbnails, QObject* parent);

    void setWords(const QStringList& words) { m_words = words; }
    [[nodiscard]] const QStringList& words() const { return m_words; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    void paintCell(QPainter& painter, const QRect& room, const PairView& pair, int column,
                   const Theme& theme) const;
    void paintState(QPainter& painter, const QRect& room, const SlotView* slot,
                    const Theme& theme) const;
    static void paintPlaceholder(QPainter& painter, const QRect& room, int column,
                                 const Theme& theme);

    const PairTableModel& m_model;
    Thumbnails& m_thumbnails;
    QStringList m_words;
};

} // namespace triptych::ui
