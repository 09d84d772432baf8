// SPDX-License-Identifier: GPL-3.0-or-later
// The quiet list of earlier wordings.
#include "ui/review/completion_list.h"

#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kFewRows = 3;
constexpr int kMargin = 4;

} // namespace

CompletionList::CompletionList(QWidget* window)
    : QFrame(window)
    , m_list(new QListWidget(this))
    , m_keys(makeLabel(LabelRole::Small, this))
{
    setObjectName(QStringLiteral("completionList"));
    setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(0);
    m_list->setObjectName(QStringLiteral("completions"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_list, 1);
    m_keys->setContentsMargins(space::kOne, 2, space::kOne, 2);
    column->addWidget(m_keys);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT taken(item->text()); });
    hide();
    retranslate();
    restyle();
}

void CompletionList::retranslate()
{
    m_list->setAccessibleName(tr("Earlier wordings"));
    m_keys->setText(tr("Tab takes  ·  ↓ ↑ choose  ·  Esc closes"));
}

void CompletionList::restyle()
{
    const auto& theme = Theme::of(*this);
    setStyleSheet(QStringLiteral("#completionList { background: %1; border: 1px solid %2; "
                                 "border-radius: 8px; }"
                                 "QListWidget { background: transparent; border: 0; color: %3; "
                                 "outline: 0; }"
                                 "QListWidget::item { padding: 4px 8px; border-radius: 4px; }"
                                 "QListWidget::item:hover { background: %4; }"
                                 "QListWidget::item:selected { background: %5; color: %3; }")
                      .arg(theme.panel.name(), theme.line.name(), theme.text.name(),
                           theme.hover.name(), theme.selected.name()));
    m_list->setFont(themeFont(type::kBody));
}

void CompletionList::setWordings(const std::vector<QString>& wordings)
{
    m_list->clear();
    for (const auto& wording : wordings) {
        m_list->addItem(wording);
    }
    m_list->setCurrentRow(-1);
}

int CompletionList::rowHeight() const
{
    return std::max(m_list->sizeHintForRow(0), m_list->fontMetrics().height() + 8);
}

void CompletionList::showAt(const QWidget& row, const QWidget& field)
{
    QWidget* const window = row.window();
    if (parentWidget() != window) {
        setParent(window);
    }
    const int frame = 2 * kMargin + 2 + m_keys->sizeHint().height();
    const QPoint top = row.mapTo(window, QPoint(0, 0));
    const int below = window->height() - (top.y() + row.height()) - 2 * kMargin - frame;
    const int above = top.y() - 2 * kMargin - frame;
    const int wanted = std::min(m_list->count(), kMostRows);
    const int few = std::min(wanted, kFewRows);
    const bool under = below / rowHeight() >= few || below >= above;
    const int rows = std::clamp((under ? below : above) / rowHeight(), 1, wanted);
    const int height = rows * rowHeight() + frame;
    const int y = under ? top.y() + row.height() + kMargin : top.y() - kMargin - height;
    const int x = field.mapTo(window, QPoint(0, 0)).x() - space::kOneHalf;
    setGeometry(x, y, field.width() + 2 * space::kOneHalf, height);
    show();
    raise();
}

void CompletionList::step(int by)
{
    const int count = m_list->count();
    if (count == 0) {
        return;
    }
    const int now = m_list->currentRow();
    const int from = now < 0 && by < 0 ? 0 : now;
    m_list->setCurrentRow((from + by + count) % count);
}

int CompletionList::current() const
{
    return m_list->currentRow();
}

int CompletionList::count() const
{
    return m_list->count();
}

QString CompletionList::chosen() const
{
    const auto* item = m_list->item(std::max(0, m_list->currentRow()));
    return item ? item->text() : QString();
}

void CompletionList::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange && isVisible()) {
        restyle();
    }
}

} // namespace triptych::ui
