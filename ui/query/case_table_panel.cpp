// SPDX-License-Identifier: GPL-3.0-or-later
// Before and after.
#include "ui/query/case_table_panel.h"

#include "ui/convert.h"
#include "ui/query/query_words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>

namespace triptych::ui {

namespace {

constexpr int kRowHeight = 34;
constexpr int kMostRows = 12; // then it scrolls
enum Column
{
    Name,
    Before,
    After,
    Moved,
    ColumnCount
};

std::optional<int> placesUp(const workflow::CaseMove& move)
{
    if (!move.before || !move.after) {
        return std::nullopt;
    }
    return static_cast<int>(*move.before) - static_cast<int>(*move.after);
}

} // namespace

CaseTablePanel::CaseTablePanel(QWidget* over)
    : PopPanel(over)
    , m_sentence(makeLabel(LabelRole::Body, this))
    , m_table(new QTableWidget(this))
{
    setObjectName(QStringLiteral("queryCaseTablePanel"));
    m_sentence->setObjectName(QStringLiteral("queryRunSentence"));
    m_sentence->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("queryRunTable"));
    m_table->setColumnCount(ColumnCount);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false); // a long name ends in "…"
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    body()->addWidget(m_sentence);
    body()->addWidget(m_table);
    connect(m_table, &QTableWidget::itemActivated, this, [this](const QTableWidgetItem* item) {
        const auto row = static_cast<std::size_t>(item->row());
        Q_EMIT caseChosen(toQString(m_run.moves.at(row).key));
    });
    fill();
}

void CaseTablePanel::setRun(const workflow::CaseRunReport& run)
{
    m_run = run;
    fill();
}

void CaseTablePanel::fill()
{
    setTitle(tr("Saved cases, before and after"));
    m_sentence->setText(
        tr("With %1 and the %2. %3")
            .arg(methodWord(m_run.method), encoderWord(m_run.encoder), runSentence(m_run)));
    m_table->setAccessibleName(tr("Ranks of the right answers"));
    m_table->setHorizontalHeaderLabels({tr("Case"), tr("Before"), tr("After"), tr("Moved")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto rows = static_cast<int>(m_run.moves.size());
    m_table->setRowCount(rows);
    const Theme& theme = Theme::of(*this);
    for (int row = 0; row < rows; ++row) {
        const auto& move = m_run.moves[static_cast<std::size_t>(row)];
        const auto up = placesUp(move);
        QString moved = QStringLiteral("–");
        QColor ink = theme.secondary;
        if (up && *up != 0) {
            const QString places = QString::number(std::abs(*up));
            moved = *up > 0 ? tr("▲%1 better").arg(places) : tr("▼%1 worse").arg(places);
            ink = *up > 0 ? theme.accepted : theme.rejected;
        } else if (up) {
            moved = tr("same");
        }
        const QStringList words{toQString(move.name), casesRank(move.before), casesRank(move.after),
                                moved};
        for (int column = 0; column < ColumnCount; ++column) {
            auto* item = new QTableWidgetItem(words.at(column));
            if (column != Name) {
                item->setFont(figureFont(13));
            }
            item->setForeground(column == Moved ? ink : theme.text);
            item->setToolTip(words.at(Name));
            m_table->setItem(row, column, item);
        }
    }
    m_table->setFixedHeight(kRowHeight * (std::min(rows, kMostRows) + 1) + 4);
}

void CaseTablePanel::changeEvent(QEvent* event)
{
    PopPanel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        fill();
    }
}

} // namespace triptych::ui
