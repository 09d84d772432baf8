// SPDX-License-Identifier: GPL-3.0-or-later
// The list of saved cases.
#include "ui/query/case_list.h"

#include "ui/convert.h"
#include "ui/query/query_desk.h"
#include "ui/query/query_words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kRowHeight = 36;
constexpr int kMoveRole = Qt::UserRole;      // -1 worse, 1 better, 0 neither
constexpr int kRanksRole = Qt::UserRole + 1; // the words

int moveOf(const workflow::SavedCase& one)
{
    if (!one.before || !one.after || *one.before == *one.after) {
        return 0;
    }
    return *one.after < *one.before ? 1 : -1;
}

class CaseDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& /*option*/,
                                 const QModelIndex& /*index*/) const override
    {
        return {100, kRowHeight};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(*option.widget->window());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect room = option.rect;
        if (option.state.testFlag(QStyle::State_Selected) ||
            option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.state.testFlag(QStyle::State_Selected) ? theme.selected
                                                                            : theme.hover);
            painter->drawRoundedRect(room.adjusted(0, 1, 0, -2), 6, 6);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(theme.accent, 1.5));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(room).adjusted(1, 2, -1, -3), 6, 6);
        }
        painter->fillRect(QRect(room.x(), room.bottom(), room.width(), 1), theme.line);
        const int move = index.data(kMoveRole).toInt();
        QString ranks = index.data(kRanksRole).toString();
        if (move != 0) {
            ranks += move > 0 ? QStringLiteral(" ▲") : QStringLiteral(" ▼");
        }
        const QRect text = room.adjusted(space::kHalf + 2, 0, -space::kHalf - 2, 0);
        painter->setFont(figureFont(13));
        const int most = text.width() * 3 / 5;
        ranks = painter->fontMetrics().elidedText(ranks, Qt::ElideRight, most);
        const QColor moved = move > 0 ? theme.accepted : theme.rejected;
        painter->setPen(move == 0 ? theme.secondary : moved);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight, ranks);
        const int left =
            text.width() - painter->fontMetrics().horizontalAdvance(ranks) - space::kOne;
        painter->setFont(themeFont(type::kBody));
        painter->setPen(theme.text);
        painter->drawText(
            QRect(text.x(), text.y(), left, text.height()), Qt::AlignVCenter | Qt::AlignLeft,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, left));
        painter->restore();
    }
};

} // namespace

CaseList::CaseList(QueryDesk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(makeLabel(LabelRole::Strong, this))
    , m_run(makeLinkButton(QStringLiteral("queryRunCases"), this))
    , m_list(new QListWidget(this))
    , m_words(makeLabel(LabelRole::Small, this))
    , m_table(makeLinkButton(QStringLiteral("queryCaseTable"), this))
{
    m_list->setObjectName(QStringLiteral("queryCases"));
    m_list->setItemDelegate(new CaseDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setStyleSheet(QStringLiteral("QListWidget { background: transparent; border: 0; }"));
    m_list->installEventFilter(this);
    m_words->setObjectName(QStringLiteral("queryCaseWords"));
    m_words->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_run);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kHalf);
    column->addLayout(head);
    column->addWidget(m_list, 100);
    column->addWidget(m_words);
    column->addWidget(m_table, 0, Qt::AlignLeft);
    column->addStretch(1); // without cases the words stand under the title
    connect(m_run, &QPushButton::clicked, &desk, &QueryDesk::runCases);
    connect(m_table, &QPushButton::clicked, this, &CaseList::tableWanted);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { load(m_list->row(item)); });
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        const auto* one = caseOf(m_list->row(item));
        if (!m_filling && one) {
            m_desk.renameCase(workflow::SavedCase(*one), item->text());
        }
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, &CaseList::showMenu);
    connect(&desk, &QueryDesk::casesChanged, this, &CaseList::fill);
    connect(&desk, &QueryDesk::answered, this, [this]() {
        if (!m_desk.currentCase()) {
            m_list->clearSelection(); // the question is another one now
        }
    });
    retranslate();
}

const workflow::SavedCase* CaseList::caseOf(int row) const
{
    const auto& cases = m_desk.cases();
    return row >= 0 && row < static_cast<int>(cases.size()) ? &cases[static_cast<std::size_t>(row)]
                                                            : nullptr;
}

void CaseList::load(int row)
{
    if (const auto* one = caseOf(row)) {
        m_desk.loadCase(workflow::SavedCase(*one));
    }
}

void CaseList::fill()
{
    const QScopedValueRollback quiet(m_filling, true);
    const int current = m_list->currentRow();
    m_list->clear();
    for (const auto& one : m_desk.cases()) {
        auto* item = new QListWidgetItem(toQString(one.name), m_list);
        item->setFlags(item->flags().setFlag(Qt::ItemIsEditable, m_desk.writable()));
        item->setData(kMoveRole, moveOf(one));
        item->setData(kRanksRole, caseRanks(one));
        item->setToolTip(toQString(one.name));
        item->setData(Qt::AccessibleTextRole,
                      tr("%1: %2").arg(toQString(one.name), caseRanks(one)));
        if (m_desk.currentCase() && m_desk.currentCase()->key == one.key) {
            m_list->setCurrentItem(item);
        }
    }
    if (!m_desk.currentCase() && current >= 0 && current < m_list->count()) {
        m_list->setCurrentRow(current, QItemSelectionModel::NoUpdate);
    }
    retranslate();
}

void CaseList::retranslate()
{
    m_title->setText(tr("Saved cases"));
    m_list->setAccessibleName(m_title->text());
    m_run->setText(m_desk.runningCases() ? tr("Running…") : tr("Run all"));
    m_table->setText(tr("Before and after…"));
    const bool any = !m_desk.cases().empty();
    m_run->setVisible(any);
    m_run->setEnabled(m_desk.writable() && !m_desk.runningCases());
    m_list->setVisible(any);
    m_table->setVisible(any && m_desk.run().has_value());
    if (!any) {
        m_words->setText(tr("Save a query whose right answer you know with Ctrl+S. Run again after "
                            "a change, it tells what got better and what got worse."));
    } else if (m_desk.run()) {
        m_words->setText(runSentence(*m_desk.run()));
    } else {
        m_words->setText(QString());
    }
    m_words->setVisible(!m_words->text().isEmpty());
}

void CaseList::showMenu(const QPoint& at)
{
    const int row = m_list->row(m_list->itemAt(at));
    if (!caseOf(row)) {
        return;
    }
    QMenu menu(this);
    QAction* open = menu.addAction(tr("Ask it again"));
    QAction* rename = menu.addAction(tr("Rename…"));
    QAction* remove = menu.addAction(tr("Remove"));
    rename->setEnabled(m_desk.writable());
    remove->setEnabled(m_desk.writable());
    const QAction* chosen = menu.exec(m_list->viewport()->mapToGlobal(at));
    const auto* one = caseOf(row);
    if (!one || !chosen) {
        return;
    }
    if (chosen == open) {
        load(row);
    } else if (chosen == rename) {
        m_list->editItem(m_list->item(row));
    } else if (chosen == remove) {
        m_desk.removeCase(workflow::SavedCase(*one));
    }
}

bool CaseList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            load(m_list->currentRow());
            return true;
        }
        if (key == Qt::Key_Delete && m_desk.writable()) {
            if (const auto* one = caseOf(m_list->currentRow())) {
                m_desk.removeCase(workflow::SavedCase(*one));
            }
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CaseList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
