// SPDX-License-Identifier: GPL-3.0-or-later
// The panel at the right of the images.
#include "ui/review/side/side_panel.h"

#include "ui/review/side/attributes_view.h"
#include "ui/review/side/guidelines_view.h"
#include "ui/review/side/history_view.h"
#include "ui/review/side/pace_view.h"
#include "ui/review/side/quiet_keys.h"
#include "ui/review/side/reasons_editor.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kTabSize = 28;
constexpr int kTabIcon = 18;
constexpr std::array<const char*, kSides> kNames{"",           "history", "guidelines",
                                                 "attributes", "pace",    "reasons"};
constexpr std::array<const char*, kSides> kIcons{"",      "clock", "guidelines",
                                                 "table", "pace",  "reasons"};

const QString kNoPadding = QStringLiteral("QToolButton { padding: 0; }");

std::size_t at(Side side)
{
    return static_cast<std::size_t>(side);
}

QScrollArea* scrolling(QWidget* view, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setProperty("transparent", true);
    area->setWidget(view);
    return area;
}

} // namespace

QString sideName(Side side)
{
    return QString::fromLatin1(kNames[at(side)]);
}

Side sideFrom(const QString& name)
{
    for (std::size_t i = 1; i < kNames.size(); ++i) {
        if (name == QLatin1String(kNames[i])) {
            return static_cast<Side>(i);
        }
    }
    return Side::None;
}

SidePanel::SidePanel(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("sidePanel"));
    setProperty("panel", true);
    setMinimumWidth(kLeast);
    setMaximumWidth(kMost);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kTwo, space::kOne, space::kOne, space::kOneHalf);
    column->setSpacing(space::kOne);
    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    m_title = makeLabel(LabelRole::Title, this);
    m_title->setObjectName(QStringLiteral("sideTitle"));
    head->addWidget(m_title, 1);
    for (std::size_t i = 1; i < kNames.size(); ++i) {
        auto* tab = makeQuietButton(sideName(static_cast<Side>(i)) + QStringLiteral("Tab"), this);
        tab->setCheckable(true);
        tab->setFixedSize(kTabSize, kTabSize);
        tab->setStyleSheet(kNoPadding);
        tab->setIconSize({kTabIcon, kTabIcon});
        letKeysThrough(tab);
        connect(tab, &QAbstractButton::clicked, this, [this, i] { open(static_cast<Side>(i)); });
        head->addWidget(tab);
        m_tabs[i] = tab;
    }
    head->addSpacing(space::kHalf);
    m_close = makeQuietButton(QStringLiteral("closeSide"), this);
    m_close->setFixedSize(kTabSize, kTabSize);
    m_close->setStyleSheet(kNoPadding);
    letKeysThrough(m_close);
    connect(m_close, &QAbstractButton::clicked, this, [this] { open(Side::None); });
    head->addWidget(m_close);
    column->addLayout(head);
    m_stack = new QStackedWidget(this);
    m_history = new HistoryView(m_stack);
    m_guidelines = new GuidelinesView(m_stack);
    m_attributes = new AttributesView(m_stack);
    m_pace = new PaceView(m_stack);
    m_reasons = new ReasonsEditor(m_stack);
    m_stack->addWidget(m_history); // in the order of Side, from History
    m_stack->addWidget(m_guidelines);
    m_stack->addWidget(m_attributes);
    m_stack->addWidget(scrolling(m_pace, m_stack));
    m_stack->addWidget(scrolling(m_reasons, m_stack));
    column->addWidget(m_stack, 1);
    hide();
    retranslate();
    refreshIcons();
}

void SidePanel::open(Side side)
{
    const auto* focused = QApplication::focusWidget();
    const bool within = focused && isAncestorOf(focused);
    const bool onTab = within && focused->parentWidget() == this && focused != m_close;
    const bool changed = side != m_side;
    m_side = side;
    if (side == Side::None) {
        if (within) {
            Q_EMIT left();
        }
        hide();
    } else {
        if (changed && within && !onTab) {
            Q_EMIT left(); // what had the focus goes out of sight
        }
        m_stack->setCurrentIndex(static_cast<int>(side) - 1);
        show();
    }
    retranslate();
    if (changed) {
        Q_EMIT sideChanged(side);
    }
}

void SidePanel::retranslate()
{
    const std::array<QString, kSides> titles{QString(),        tr("History"), tr("Guidelines"),
                                             tr("Attributes"), tr("Pace"),    tr("Reasons")};
    m_title->setText(titles[at(m_side)]);
    setAccessibleName(m_title->text());
    for (std::size_t i = 1; i < titles.size(); ++i) {
        m_tabs[i]->setAccessibleName(titles[i]);
        m_tabs[i]->setToolTip(titles[i]);
        m_tabs[i]->setChecked(i == at(m_side));
    }
    m_close->setAccessibleName(tr("Close the panel"));
    m_close->setToolTip(m_close->accessibleName());
}

void SidePanel::refreshIcons()
{
    for (std::size_t i = 1; i < kIcons.size(); ++i) {
        m_tabs[i]->setIcon(themedIcon(QString::fromLatin1(kIcons[i]), *this));
    }
    m_close->setIcon(themedIcon(QStringLiteral("cross"), *this));
}

void SidePanel::keyPressEvent(QKeyEvent* event)
{
    const auto* focused = QApplication::focusWidget();
    if (event->key() == Qt::Key_Escape && focused && isAncestorOf(focused)) {
        Q_EMIT left();
        return;
    }
    event->ignore();
}

void SidePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange && m_close) {
        refreshIcons();
    }
    QFrame::changeEvent(event);
}

} // namespace triptych::ui
