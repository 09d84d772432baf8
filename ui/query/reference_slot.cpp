// SPDX-License-Identifier: GPL-3.0-or-later
// Painting and dropping of the reference.
#include "ui/query/reference_slot.h"

#include "ui/images/image_cache.h"
#include "ui/text/error_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kIcon = 24;
constexpr int kPillHeight = 22;

} // namespace

ReferenceSlot::ReferenceSlot(ImageCache* images, QWidget* parent)
    : QAbstractButton(parent)
    , m_images(images)
{
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void ReferenceSlot::setSource(const QuerySource& source)
{
    const bool same = source.view.path == m_source.view.path &&
                      source.image.name == m_source.image.name &&
                      source.pixels.cacheKey() == m_source.pixels.cacheKey();
    m_source = source;
    if (!same) {
        m_image = source.pixels;
        m_error.reset();
        load();
    }
    describe();
    update();
}

void ReferenceSlot::setWords(const QString& name, const QString& invitation)
{
    m_name = name;
    m_invitation = invitation;
    describe();
    update();
}

void ReferenceSlot::describe()
{
    setAccessibleName(m_name);
    setAccessibleDescription(m_source.empty() ? m_invitation : sourceWords(m_source));
}

void ReferenceSlot::load()
{
    if (!m_images) {
        return;
    }
    m_images->cancel(this);
    if (m_source.view.path.empty() || size().isEmpty()) {
        return;
    }
    const int side = qRound(std::max(width(), height()) * devicePixelRatioF());
    m_image = m_images->find(m_source.view, side);
    if (!m_image.isNull()) {
        return;
    }
    m_image = m_images->findAny(m_source.view);
    m_images->request(m_source.view, side, this, [this](const Result<QImage>& image) {
        if (image) {
            m_image = *image;
        } else if (image.error().code != ErrorCode::Cancelled) {
            m_error = image.error();
            Q_EMIT imageFailed(*m_error);
        }
        update();
    });
}

void ReferenceSlot::resizeEvent(QResizeEvent* event)
{
    QAbstractButton::resizeEvent(event);
    if (m_source.pixels.isNull()) {
        load();
    }
}

void ReferenceSlot::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF frame = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
    QPainterPath round;
    round.addRoundedRect(frame, space::kRadius, space::kRadius);
    painter.fillPath(round, m_source.empty() ? theme.panel : theme.aroundImages);
    if (m_source.empty() || m_error) {
        paintInvitation(painter);
    } else {
        painter.save();
        painter.setClipPath(round);
        paintImage(painter);
        painter.restore();
    }
    QPen pen(theme.line, 1.0);
    if (m_dragOver || hasFocus()) {
        pen = QPen(theme.accent, m_dragOver ? 2.0 : 1.5);
    } else if (m_source.empty()) {
        pen = QPen(underMouse() ? theme.accent : theme.secondary, 1.0, Qt::DashLine);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(round);
}

void ReferenceSlot::paintImage(QPainter& painter) const
{
    if (!m_image.isNull()) {
        QSizeF size = QSizeF(m_image.size()) / devicePixelRatioF();
        size.scale(QSizeF(rect().size()), Qt::KeepAspectRatio);
        const QRectF place((width() - size.width()) / 2, (height() - size.height()) / 2,
                           size.width(), size.height());
        painter.drawImage(place, m_image);
    }
    if (m_name.isEmpty()) {
        return;
    }
    painter.setFont(themeFont(type::kSmall));
    const int room = width() - 2 * space::kOne;
    const int wide =
        std::min(room, painter.fontMetrics().horizontalAdvance(m_name) + 2 * space::kOne);
    const QRectF pill(space::kOne, space::kOne, wide, kPillHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(20, 20, 20, 165));
    painter.drawRoundedRect(pill, kPillHeight / 2.0, kPillHeight / 2.0);
    painter.setPen(Qt::white);
    painter.drawText(pill, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(m_name, Qt::ElideRight, wide));
}

void ReferenceSlot::paintInvitation(QPainter& painter) const
{
    const Theme& theme = Theme::of(*this);
    const QString words = m_error ? imageErrorText(*m_error).what : m_invitation;
    painter.setFont(themeFont(height() < 120 ? type::kSmall : type::kBody));
    const QRect room = rect().adjusted(space::kTwo, 0, -space::kTwo, 0);
    const int high = painter.fontMetrics()
                         .boundingRect(QRect(0, 0, room.width(), 1000),
                                       Qt::TextWordWrap | Qt::AlignHCenter, words)
                         .height();
    const bool withIcon = height() >= high + kIcon + 3 * space::kOne;
    const int total = high + (withIcon ? kIcon + space::kOne : 0);
    int y = (height() - total) / 2;
    if (withIcon) {
        paintIcon(painter, QRectF((width() - kIcon) / 2.0, y, kIcon, kIcon),
                  m_error ? QStringLiteral("missing") : QStringLiteral("image"), theme.secondary);
        y += kIcon + space::kOne;
    }
    painter.setPen(theme.secondary);
    painter.drawText(QRect(room.x(), y, room.width(), high), Qt::TextWordWrap | Qt::AlignHCenter,
                     words);
}

void ReferenceSlot::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT cleared();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void ReferenceSlot::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage() ||
        event->mimeData()->hasText()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        m_dragOver = true;
        update();
    }
}

void ReferenceSlot::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    m_dragOver = false;
    update();
}

void ReferenceSlot::dropEvent(QDropEvent* event)
{
    m_dragOver = false;
    update();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const Brought brought = broughtBy(*event->mimeData());
    if (brought.source) {
        Q_EMIT dropped(*brought.source);
    } else if (!brought.name.isEmpty()) {
        Q_EMIT nameDropped(brought.name);
    }
    if (!brought.words.isEmpty()) {
        Q_EMIT refused(brought.words);
    }
}

void ReferenceSlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        update();
    }
    QAbstractButton::changeEvent(event);
}

} // namespace triptych::ui
