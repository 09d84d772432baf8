// SPDX-License-Identifier: GPL-3.0-or-later
// A note to the lead.
#include "ui/review/note_bar.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace triptych::ui {

namespace {

constexpr int kHeight = 52;

} // namespace

NoteBar::NoteBar(QWidget* page, QWidget* anchor)
    : FloatingCard(page, anchor, Where::Under)
    , m_title(new QLabel(this))
    , m_field(new QLineEdit(this))
{
    setObjectName(QStringLiteral("noteBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::kTwo, space::kOne, space::kTwo, space::kOne);
    layout->setSpacing(space::kOneHalf);
    layout->addWidget(m_title);
    layout->addWidget(m_field, 1);
    m_field->setObjectName(QStringLiteral("noteField"));
    m_field->installEventFilter(this);
    retranslate();
}

void NoteBar::retranslate()
{
    m_title->setText(tr("Note"));
    m_field->setPlaceholderText(tr("To the lead. Enter saves it, Esc leaves it."));
    m_field->setAccessibleName(tr("Note to the lead"));
}

void NoteBar::open()
{
    show();
    place();
    m_field->setFocus(Qt::OtherFocusReason);
}

bool NoteBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            hide();
            Q_EMIT closed();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            const QString note = m_field->text();
            m_field->clear();
            hide();
            if (!note.trimmed().isEmpty()) {
                Q_EMIT accepted(note);
            }
            Q_EMIT closed();
            return true;
        }
    }
    return FloatingCard::eventFilter(watched, event);
}

void NoteBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    FloatingCard::changeEvent(event);
}

QSize NoteBar::sizeFor(int width) const
{
    return {width, kHeight};
}

} // namespace triptych::ui
