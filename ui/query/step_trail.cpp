// SPDX-License-Identifier: GPL-3.0-or-later
// The chain's steps.
#include "ui/query/step_trail.h"

#include "ui/browse/thumbnails.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kHeight = 48;
constexpr int kThumb = 36;
constexpr int kMostText = 160;

class StepButton final : public QAbstractButton
{
public:
    StepButton(const QueryStep& step, ImageCache* images, QWidget* parent)
        : QAbstractButton(parent)
        , m_step(step)
        , m_thumbnails(images, this)
    {
        setText(step.text.trimmed());
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setFixedHeight(kHeight);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const int words = QFontMetrics(themeFont(type::kSmall)).horizontalAdvance(text()) + 2;
        const int thumb = m_step.reference.empty() ? 0 : kThumb + space::kHalf;
        return {thumb + std::min(kMostText, words) + 3 * space::kOne + 16, kHeight};
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const Theme& theme = Theme::of(*this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() || hasFocus()) {
            painter.setPen(hasFocus() ? QPen(theme.accent, 1.5) : QPen(Qt::NoPen));
            painter.setBrush(underMouse() ? QBrush(theme.hover) : QBrush(Qt::NoBrush));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -17, -1), 6, 6);
        }
        int x = space::kHalf;
        if (!m_step.reference.empty()) {
            const QRect box(x, (height() - kThumb) / 2, kThumb, kThumb);
            if (!m_step.reference.pixels.isNull()) {
                QSize size = m_step.reference.pixels.size().scaled(box.size(), Qt::KeepAspectRatio);
                QRect place(QPoint(), size);
                place.moveCenter(box.center());
                painter.setRenderHint(QPainter::SmoothPixmapTransform);
                painter.drawImage(place, m_step.reference.pixels);
            } else {
                m_thumbnails.paint(painter, box, m_step.reference.view, theme);
            }
            x += kThumb + space::kOne;
        }
        painter.setFont(themeFont(type::kSmall));
        painter.setPen(theme.secondary);
        const QRect room(x, 0, width() - x - 24, height());
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
        paintIcon(painter, QRectF(width() - 15, (height() - 14) / 2.0, 14, 14),
                  QStringLiteral("chevron-right"), theme.secondary);
    }

private:
    QueryStep m_step;
    Thumbnails m_thumbnails;
};

} // namespace

StepTrail::StepTrail(ImageCache* images, QWidget* parent)
    : QWidget(parent)
    , m_images(images)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::kHalf);
    m_row->addStretch(1);
}

void StepTrail::setSteps(const std::vector<QueryStep>& steps)
{
    for (auto* button : m_buttons) {
        m_row->removeWidget(button);
        button->hide();
        button->deleteLater(); // it may be the one that was clicked
    }
    m_buttons.clear();
    const std::size_t from = steps.size() > kMostShown ? steps.size() - kMostShown : 0;
    for (std::size_t i = from; i < steps.size(); ++i) {
        auto* button = new StepButton(steps[i], m_images, this);
        button->setObjectName(QStringLiteral("queryStep%1").arg(i));
        const QString words = steps[i].text.trimmed().isEmpty() ? sourceWords(steps[i].reference)
                                                                : steps[i].text.trimmed();
        button->setAccessibleName(tr("Back to step %1: %2").arg(i + 1).arg(words));
        button->setToolTip(button->accessibleName());
        m_row->insertWidget(m_row->count() - 1, button);
        connect(button, &QAbstractButton::clicked, this, [this, i]() { Q_EMIT chosen(i); });
        m_buttons.push_back(button);
    }
    setVisible(!steps.empty());
}

} // namespace triptych::ui
