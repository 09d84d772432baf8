// SPDX-License-Identifier: GPL-3.0-or-later
// What makes standard controls beside the pair leave the page's keys to the page.
#include "ui/review/side/quiet_keys.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QScrollBar>

namespace triptych::ui {

namespace {

class KeyGate final : public QObject
{
public:
    explicit KeyGate(QAbstractButton* button)
        : QObject(button)
        , m_button(button)
    {
        button->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease) {
            return QObject::eventFilter(watched, event);
        }
        auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return false;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (event->type() == QEvent::KeyPress && !key->isAutoRepeat()) {
                m_button->click();
            }
            event->accept();
            return true;
        default:
            event->ignore(); // handled here, yet not accepted: the parent gets it
            return true;
        }
    }

private:
    QAbstractButton* m_button;
};

} // namespace

void letKeysThrough(QAbstractButton* button)
{
    new KeyGate(button); // the button's child
}

QuietReader::QuietReader(QWidget* parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse);
    setFocusPolicy(Qt::StrongFocus);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setAcceptDrops(false);
}

QVariant QuietReader::loadResource(int /*type*/, const QUrl& /*name*/)
{
    return {};
}

bool QuietReader::focusNextPrevChild(bool next)
{
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void QuietReader::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    auto* bar = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Up:
        bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
        return;
    case Qt::Key_Down:
        bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        return;
    case Qt::Key_PageUp:
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        return;
    case Qt::Key_PageDown:
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
        return;
    case Qt::Key_Home:
        bar->triggerAction(QAbstractSlider::SliderToMinimum);
        return;
    case Qt::Key_End:
        bar->triggerAction(QAbstractSlider::SliderToMaximum);
        return;
    default:
        event->ignore();
    }
}

} // namespace triptych::ui
