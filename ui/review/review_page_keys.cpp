// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page: keys, editing in place, and what is said in return.
#include "ui/convert.h"
#include "ui/review/image_pair_view.h"
#include "ui/review/key_legend.h"
#include "ui/review/note_bar.h"
#include "ui/review/reason_bar.h"
#include "ui/review/review_page.h"
#include "ui/review/save_banner.h"
#include "ui/review/text_row.h"
#include "ui/review/toast.h"
#include "ui/settings/settings.h"

#include <QApplication>
#include <QKeyEvent>

namespace triptych::ui {

bool ReviewPage::typing() const
{
    const auto* focused = QApplication::focusWidget();
    return m_editing ||
           (focused && isAncestorOf(focused) && focused->testAttribute(Qt::WA_InputMethodEnabled));
}

bool ReviewPage::singleKeys() const
{
    return !m_settings || m_settings->value(SettingKey::SingleKeys).toBool();
}

void ReviewPage::keyPressEvent(QKeyEvent* event)
{
    if (typing()) {
        if (m_editing && event->key() == Qt::Key_Escape) {
            leaveEdit(); // the focus had gone elsewhere by Tab
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
        m_toast->hide();
        return;
    }
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        row(m_queue->focused()).scrollLines(event->key() == Qt::Key_Up ? -1 : 1);
        return;
    }
    const auto binding = m_keys.find(*event, !singleKeys());
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
        startEdit();
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

void ReviewPage::startEdit()
{
    const auto* slot = m_queue->focusedSlot();
    if (m_editing) {
        return;
    }
    if (!slot || !slot->text) {
        sayRefusal(ReviewQueue::Refusal::NoText);
        return;
    }
    m_reasons->hide(); // digits are letters now; they come back after
    m_gap->hide();
    m_editing = &row(m_queue->focused());
    m_editedSlot = slot->id;
    m_editedFrom = toQString(slot->text->body);
    m_editing->beginEdit(m_drafts.value(slot->id.value, m_editedFrom));
    m_legend->setEditing(true);
}

void ReviewPage::acceptEdit()
{
    if (!m_editing) {
        return;
    }
    const QString text = m_editing->editedText();
    if (text.trimmed().isEmpty()) {
        sayRefusal(ReviewQueue::Refusal::EmptyEdit);
        return;
    }
    m_drafts.remove(m_editedSlot.value);
    endEdit();
    m_queue->edit(text);
}

void ReviewPage::leaveEdit()
{
    if (!m_editing) {
        return;
    }
    const QString text = m_editing->editedText();
    if (text == m_editedFrom || text.trimmed().isEmpty()) {
        m_drafts.remove(m_editedSlot.value);
    } else {
        m_drafts.insert(m_editedSlot.value, text);
    }
    endEdit();
    refreshRows();
}

void ReviewPage::endEdit()
{
    auto* edited = m_editing;
    m_editing = nullptr;
    edited->endEdit();
    m_legend->setEditing(false);
    refreshReasons();
    setFocus(Qt::OtherFocusReason);
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
    for (const auto& decision : operation.decisions) {
        if (decision.act == workflow::Act::Edit) {
            m_drafts.insert(decision.slot.value, toQString(decision.text));
        }
    }
    m_banner->tellLost(error);
    refreshRows();
}

} // namespace triptych::ui
