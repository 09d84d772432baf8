// SPDX-License-Identifier: GPL-3.0-or-later
// The segmented switch.
#include "ui/exchange/segments.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace triptych::ui {

namespace {

class Segment final : public QAbstractButton
{
public:
    explicit Segment(QWidget* parent)
        : QAbstractButton(parent)
    {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(themeFont(type::kBody, QFont::DemiBold));
        return {metrics.horizontalAdvance(text()) + 2 * space::kTwo, 32};
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const Theme& theme = Theme::of(*this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF area = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5);
        if (isChecked()) {
            painter.setPen(QPen(theme.line, 1));
            painter.setBrush(theme.panel);
            painter.drawRoundedRect(area, 6, 6);
        }
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(area, 6, 6);
        }
        painter.setFont(themeFont(type::kBody, isChecked() ? QFont::DemiBold : QFont::Normal));
        painter.setPen(isChecked() || underMouse() ? theme.text : theme.secondary);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

Segments::Segments(const QString& name, int count, QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* group = new QButtonGroup(this);
    for (int i = 0; i < count; ++i) {
        auto* segment = new Segment(this);
        segment->setObjectName(name + QString::number(i));
        segment->setChecked(i == 0);
        group->addButton(segment, i);
        layout->addWidget(segment);
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on && index != m_current) {
            m_current = index;
            Q_EMIT chosen(index);
        }
    });
}

void Segments::setWords(const QStringList& words)
{
    const auto buttons = findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly);
    for (int i = 0; i < buttons.size(); ++i) {
        buttons[i]->setText(words.value(i));
        buttons[i]->setAccessibleName(words.value(i));
        buttons[i]->updateGeometry();
    }
}

void Segments::setCurrent(int index)
{
    const auto buttons = findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly);
    if (index >= 0 && index < buttons.size()) {
        buttons[index]->setChecked(true);
    }
}

void Segments::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::of(*this).pressed);
    painter.drawRoundedRect(rect(), space::kRadius, space::kRadius);
}

} // namespace triptych::ui
