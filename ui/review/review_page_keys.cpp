// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page: keys, editing in place, and what is said in return.
#include "ui/convert.h"
#include "ui/review/image_pair_view.h"
#include "ui/review/key_legend.h"
#include "ui/review/note_bar.h"
#include "ui/review/reason_bar.h"
#include "ui/review/review_page.h"
#include "ui/review/save_banner.h"
#include "ui/review/side_desk.h"
#include "ui/review/text_desk.h"
#include "ui/review/text_row.h"
#include "ui/review/toast.h"

#include <QApplication>
#include <QKeyEvent>

namespace triptych::ui {

bool ReviewPage::typing() const
{
    const auto* focused = QApplication::focusWidget();
    return m_texts->editing() ||
           (focused && isAncestorOf(focused) && focused->testAttribute(Qt::WA_InputMethodEnabled));
}

bool ReviewPage::moveInside(const QKeyEvent& event)
{
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool zoomed = m_images->zoomedIn();
    const auto step = [&](double x, double y) {
        constexpr double kStep = 0.125; // of what is seen
        m_images->panBy({x * kStep / m_images->zoom().factor, y * kStep / m_images->zoom().factor});
        return true;
    };
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int way = event.key() == Qt::Key_Up ? -1 : 1;
        if (zoomed && shift) {
            return step(0, way);
        }
        row(m_queue->focused()).scrollLines(way);
        return true;
    }
    case Qt::Key_Left:
        return zoomed && shift && step(-1, 0);
    case Qt::Key_Right:
        return zoomed && shift && step(1, 0);
    default:
        return false;
    }
}

void ReviewPage::keyPressEvent(QKeyEvent* event)
{
    if (typing()) {
        if (m_texts->editing() && event->key() == Qt::Key_Escape) {
            m_texts->leaveEdit(); // the focus had gone elsewhere by Tab
            return;
        }
        event->ignore();
        return;
    }
    m_queue->noteActivity();
    if (event->key() == Qt::Key_Escape) {
        if (m_images->blinking()) {
            m_images->toggleBlink();
        }
        if (m_images->zoomedIn()) {
            m_images->toggleZoom();
        }
        m_texts->showCandidates();
        m_toast->hide();
        return;
    }
    if (moveInside(*event)) {
        return;
    }
    const auto binding = m_keys.find(*event, m_keys.needsAlt());
    if (binding) {
        act(binding->action);
    } else if (!event->isAutoRepeat()) {
        event->ignore();
    }
}

void ReviewPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    setFocus(Qt::OtherFocusReason);
}

bool ReviewPage::mayJudge(ReviewAction action)
{
    switch (action) {
    case ReviewAction::SwitchDirection:
    case ReviewAction::Previous:
    case ReviewAction::Next:
    case ReviewAction::Zoom:
    case ReviewAction::Blink:
    case ReviewAction::Legend:
    case ReviewAction::NextAlternative:
    case ReviewAction::CycleView:
    case ReviewAction::History:
    case ReviewAction::Guidelines:
    case ReviewAction::Attributes:
        return true;
    default:
        break;
    }
    if (!m_backend->writable()) {
        m_toast->say(tr("This project is open for reading only"));
        return false;
    }
    if (action == ReviewAction::Undo || action == ReviewAction::Redo || reasonIndex(action)) {
        return true;
    }
    const auto current = m_queue->window().currentId();
    if (!current.valid()) {
        return true; // refused with words by the queue
    }
    if (current != m_shown) {
        return false; // another pair is on screen for some milliseconds more
    }
    if (!m_images->judgeable()) {
        m_toast->say(tr("The images are still loading"));
        return false;
    }
    return true;
}

void ReviewPage::act(ReviewAction action)
{
    if (!mayJudge(action)) {
        return;
    }
    if (const auto reason = reasonIndex(action)) {
        m_queue->toggleReason(*reason);
        return;
    }
    m_toast->hide();
    switch (action) {
    case ReviewAction::Undo:
        m_queue->undo();
        break;
    case ReviewAction::Redo:
        m_queue->redo();
        break;
    case ReviewAction::SwitchDirection:
        m_queue->switchDirection();
        break;
    case ReviewAction::Previous:
        m_queue->previous();
        break;
    case ReviewAction::Next:
        m_queue->next();
        break;
    case ReviewAction::Zoom:
        m_images->toggleZoom();
        break;
    case ReviewAction::Blink:
        m_images->toggleBlink();
        break;
    case ReviewAction::Legend:
        m_overlay->open();
        break;
    case ReviewAction::CycleView:
        m_images->cycleMode();
        break;
    case ReviewAction::NextAlternative:
        m_texts->nextAlternative();
        break;
    case ReviewAction::History:
        m_sides->toggle(Side::History);
        break;
    case ReviewAction::Guidelines:
        m_sides->toggle(Side::Guidelines);
        break;
    case ReviewAction::Attributes:
        m_sides->toggle(Side::Attributes);
        break;
    default:
        actOnPair(action);
        break;
    }
}

void ReviewPage::actOnPair(ReviewAction action)
{
    switch (action) {
    case ReviewAction::Accept:
        m_queue->accept();
        break;
    case ReviewAction::Reject:
        m_queue->reject();
        break;
    case ReviewAction::Edit:
        m_texts->startEdit();
        break;
    case ReviewAction::Skip:
        m_queue->skip();
        break;
    case ReviewAction::Flag:
        m_queue->flag();
        break;
    case ReviewAction::AcceptBoth:
        m_queue->acceptBoth();
        break;
    case ReviewAction::RejectBoth:
        m_queue->rejectBoth();
        break;
    case ReviewAction::Note:
        if (m_queue->focusedSlot()) {
            m_note->open();
        } else {
            sayRefusal(ReviewQueue::Refusal::NoText);
        }
        break;
    case ReviewAction::Exclude:
        m_queue->exclude();
        break;
    default:
        break;
    }
}

void ReviewPage::editingChanged(bool editing)
{
    m_legend->setEditing(editing);
    if (editing) {
        m_reasons->hide(); // digits are letters now; they come back after
        m_gap->hide();
        return;
    }
    refreshReasons();
    setFocus(Qt::OtherFocusReason);
}

void ReviewPage::showSide(Side side)
{
    m_side->open(side);
}

void ReviewPage::keepDrafts()
{
    m_texts->leaveEdit();
}

void ReviewPage::sayRefusal(ReviewQueue::Refusal refusal)
{
    using Refusal = ReviewQueue::Refusal;
    switch (refusal) {
    case Refusal::NothingHere:
        m_toast->say(tr("There is no pair here"));
        break;
    case Refusal::NoText:
        m_toast->say(tr("This direction has no text yet"), {},
                     m_keys.keysOf(ReviewAction::SwitchDirection).value(0), tr("other direction"));
        break;
    case Refusal::NoRejection:
        m_toast->say(tr("A reason belongs to a rejection"), {},
                     m_keys.keysOf(ReviewAction::Reject).value(0), tr("rejects"));
        break;
    case Refusal::NothingToUndo:
        m_toast->say(tr("Nothing to take back"));
        break;
    case Refusal::NothingToRedo:
        m_toast->say(tr("Nothing to do again"));
        break;
    case Refusal::EmptyEdit:
        m_toast->say(tr("An empty text cannot be accepted"), {}, tr("Esc"), tr("leaves the field"));
        break;
    case Refusal::FirstPair:
        m_toast->say(tr("This is the first pair"));
        break;
    }
}

void ReviewPage::sayAbout(const QString& text, const PairView* pair, ReviewAction next)
{
    QList<QImage> thumbnails;
    if (pair) {
        thumbnails = {m_backend->findAnyImage(pair->reference),
                      m_backend->findAnyImage(pair->target)};
    }
    m_toast->say(text, thumbnails, m_keys.keysOf(next).value(0), actionWord(next));
}

void ReviewPage::keepLost(const Operation& operation, const Error& error)
{
    m_texts->keep(operation);
    m_banner->tellLost(error);
    refreshRows();
}

} // namespace triptych::ui
