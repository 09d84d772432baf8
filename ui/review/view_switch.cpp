// SPDX-License-Identifier: GPL-3.0-or-later
// Small buttons for the views of a pair.
#include "ui/review/view_switch.h"

#include "ui/review/quiet_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace triptych::ui {

namespace {

constexpr QSize kButton(34, 28);
constexpr int kIcon = 20;

struct Views
{
    Q_DECLARE_TR_FUNCTIONS(ViewMode)
};

QString withKey(const QString& words, const QString& key)
{
    return key.isEmpty() ? words : QStringLiteral("%1  %2").arg(words, key);
}

const char* nameOf(ViewMode mode)
{
    switch (mode) {
    case ViewMode::SideBySide:
        return "viewSideBySide";
    case ViewMode::Swipe:
        return "viewSwipe";
    case ViewMode::Difference:
        return "viewDifference";
    case ViewMode::RoundTrip:
        return "viewRoundTrip";
    }
    return "";
}

} // namespace

QString viewModeWord(ViewMode mode)
{
    switch (mode) {
    case ViewMode::SideBySide:
        return Views::tr("Side by side");
    case ViewMode::Swipe:
        return Views::tr("Swipe");
    case ViewMode::Difference:
        return Views::tr("Difference");
    case ViewMode::RoundTrip:
        return Views::tr("Round trip");
    }
    return {};
}

QString viewModeIcon(ViewMode mode)
{
    switch (mode) {
    case ViewMode::SideBySide:
        return QStringLiteral("view-side-by-side");
    case ViewMode::Swipe:
        return QStringLiteral("view-swipe");
    case ViewMode::Difference:
        return QStringLiteral("view-difference");
    case ViewMode::RoundTrip:
        return QStringLiteral("view-round-trip");
    }
    return {};
}

class SegmentButton final : public QuietButton
{
public:
    SegmentButton(const QString& icon, QWidget* parent)
        : QuietButton(parent)
        , m_icon(icon)
    {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus); // a click leaves the keys to the page
        setAttribute(Qt::WA_Hover);
        setFixedSize(kButton);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const auto& theme = Theme::of(*this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.setPen(hasFocus() ? QPen(theme.accent, 2) : QPen(Qt::NoPen));
        painter.setBrush(isChecked()                ? theme.selected
                         : isDown() || underMouse() ? theme.hover
                                                    : QColor(Qt::transparent));
        painter.drawRoundedRect(box, 6, 6);
        paintIcon(painter, QRectF((width() - kIcon) / 2.0, (height() - kIcon) / 2.0, kIcon, kIcon),
                  m_icon, isChecked() ? theme.accent : theme.secondary);
    }

private:
    QString m_icon;
};

ViewSwitch::ViewSwitch(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("viewSwitch"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (const auto mode : kViewModes) {
        auto* button = new SegmentButton(viewModeIcon(mode), this);
        button->setObjectName(QLatin1String(nameOf(mode)));
        connect(button, &QAbstractButton::clicked, this, [this, mode] {
            setMode(mode);
            Q_EMIT modeChosen(mode);
        });
        row->addWidget(button);
        m_modes[static_cast<std::size_t>(mode)] = button;
    }
    row->addSpacing(space::kOne);
    m_blink = new SegmentButton(QStringLiteral("blink"), this);
    m_blink->setObjectName(QStringLiteral("viewBlink"));
    connect(m_blink, &QAbstractButton::clicked, this, &ViewSwitch::blinkToggled);
    row->addWidget(m_blink);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMode(ViewMode::SideBySide);
    retranslate();
}

void ViewSwitch::setMode(ViewMode mode)
{
    for (const auto one : kViewModes) {
        m_modes[static_cast<std::size_t>(one)]->setChecked(one == mode);
    }
}

void ViewSwitch::setBlinking(bool blinking)
{
    m_blink->setChecked(blinking);
}

void ViewSwitch::setKeys(const QString& cycle, const QString& blink)
{
    m_cycleKey = cycle;
    m_blinkKey = blink;
    retranslate();
}

void ViewSwitch::retranslate()
{
    setAccessibleName(tr("View"));
    for (const auto mode : kViewModes) {
        auto* button = m_modes[static_cast<std::size_t>(mode)];
        button->setAccessibleName(viewModeWord(mode));
        button->setToolTip(withKey(viewModeWord(mode), m_cycleKey));
    }
    m_blink->setAccessibleName(tr("Blink"));
    m_blink->setToolTip(withKey(tr("Blink: both in one place, in turn"), m_blinkKey));
}

void ViewSwitch::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
