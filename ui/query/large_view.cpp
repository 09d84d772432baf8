// SPDX-License-Identifier: GPL-3.0-or-later
// The larger view of a result.
#include "ui/query/large_view.h"

#include "ui/browse/thumbnails.h"
#include "ui/convert.h"
#include "ui/query/result_model.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kWords = 32;

} // namespace

LargeView::LargeView(const ResultModel& model, ImageCache* images, QWidget* page)
    : QWidget(page)
    , m_model(model)
    , m_reference(new Thumbnails(images, this))
    , m_result(new Thumbnails(images, this))
{
    setObjectName(QStringLiteral("queryLarge"));
    setFocusPolicy(Qt::StrongFocus);
    m_reference->setEnlarging(true);
    m_result->setEnlarging(true);
    page->installEventFilter(this);
    connect(&model, &QAbstractItemModel::modelReset, this, [this]() {
        if (isVisible()) {
            closeNow(); // what it showed is no longer among the results
        }
    });
    hide();
}

void LargeView::open(int row, const QuerySource& reference)
{
    m_source = reference;
    m_reference->forget();
    go(row);
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void LargeView::go(int row)
{
    if (!m_model.hit(row)) {
        return;
    }
    const bool moved = row != m_row;
    m_row = row;
    setAccessibleName(m_model.index(row).data(Qt::AccessibleTextRole).toString());
    update();
    if (moved && isVisible()) {
        Q_EMIT rowChanged(row);
    }
}

void LargeView::closeNow()
{
    hide();
    m_row = -1;
    Q_EMIT closed();
}

bool LargeView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
    }
    return QWidget::eventFilter(watched, event);
}

void LargeView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        go(m_row - 1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Down:
        go(m_row + 1);
        break;
    case Qt::Key_R:
        Q_EMIT rightMarked(m_row);
        break;
    case Qt::Key_W:
        Q_EMIT wrongMarked(m_row);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT referenceWanted(m_row);
        break;
    case Qt::Key_Space:
    case Qt::Key_Escape:
        closeNow();
        break;
    default:
        event->ignore();
    }
}

void LargeView::mousePressEvent(QMouseEvent* /*event*/)
{
    closeNow();
}

void LargeView::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    const auto* hit = m_model.hit(m_row);
    if (!hit) {
        return;
    }
    const QRect room = rect().adjusted(space::kThree, space::kTwo, -space::kThree, -space::kTwo);
    const QString words = m_model.index(m_row).data(Qt::AccessibleTextRole).toString();
    if (m_source.empty()) {
        paintSide(painter, room, hit->image, {}, words);
        return;
    }
    const int half = (room.width() - space::kTwo) / 2;
    const QRect left(room.x(), room.y(), half, room.height());
    const QRect right(room.right() - half + 1, room.y(), half, room.height());
    paintSide(painter, left, m_source.view, m_source.pixels,
              tr("Reference: %1").arg(sourceWords(m_source)));
    paintSide(painter, right, hit->image, {}, words);
}

void LargeView::paintSide(QPainter& painter, const QRect& room, const ImageView& image,
                          const QImage& pixels, const QString& words)
{
    const Theme& theme = Theme::of(*this);
    const QRect box = room.adjusted(0, 0, 0, -kWords);
    painter.fillRect(box, theme.aroundImages);
    if (!pixels.isNull()) {
        QRect place(QPoint(), pixels.size().scaled(box.size(), Qt::KeepAspectRatio));
        place.moveCenter(box.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(place, pixels);
    } else {
        const bool reference = &image == &m_source.view;
        (reference ? m_reference : m_result)->paint(painter, box, image, theme);
    }
    painter.setFont(themeFont(type::kBody));
    painter.setPen(theme.secondary);
    painter.drawText(QRect(room.x(), box.bottom() + 1, room.width(), kWords), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(words, Qt::ElideMiddle, room.width()));
}

} // namespace triptych::ui
