// SPDX-License-Identifier: GPL-3.0-or-later
// One direction of a pair: arrow, text, state.
#include "ui/review/text_row.h"

#include "ui/convert.h"
#include "ui/review/alternatives_mark.h"
#include "ui/review/field_completion.h"
#include "ui/review/field_spelling.h"
#include "ui/review/text_field.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/state_chip.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kLabelWidth = 104;
constexpr int kWheelNotch = 120;
constexpr std::size_t kMostPieces = 120;

QLabel* plainLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QStringLiteral("secondary"));
    return label;
}

} // namespace

TextRow::TextRow(Direction direction, QWidget* parent)
    : QWidget(parent)
    , m_direction(direction)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    build();
    buildHelpers();
    connect(m_text, &TextField::accepted, this, &TextRow::editAccepted);
    connect(m_text, &TextField::left, this, &TextRow::editLeft);
    connect(m_text, &TextField::revertRequested, this, &TextRow::revertEdit);
    connect(m_text, &TextField::lineBreakRefused, this, &TextRow::lineBreakRefused);
    connect(m_text, &TextField::said, this, &TextRow::said);
    connect(m_text, &TextField::diffChanged, this, &TextRow::refreshChanges);
    connect(m_text, &TextField::blurred, this, &TextRow::tellDraft);
    connect(m_text, &QPlainTextEdit::textChanged, this, &TextRow::onTyped);
    retranslate();
}

void TextRow::build()
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kTwo, space::kOne, space::kTwo, space::kOne);
    row->setSpacing(space::kTwo);
    m_label = plainLabel(this);
    m_label->setFont(themeFont(type::kBody));
    m_label->setMinimumWidth(kLabelWidth);
    row->addWidget(m_label);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 3, 0, 3);
    column->setSpacing(2);
    m_text = new TextField(type::kText, this);
    m_text->setObjectName(m_direction == Direction::Forward ? QStringLiteral("forwardText")
                                                            : QStringLiteral("reverseText"));
    column->addWidget(m_text);
    m_below = new QWidget(this);
    auto* below = new QHBoxLayout(m_below);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(space::kTwo);
    m_changes = new TextField(type::kBody, m_below);
    m_changes->setObjectName(QStringLiteral("changes"));
    below->addWidget(m_changes, 1, Qt::AlignTop);
    m_hint = makeLinkButton(QStringLiteral("spellingHint"), m_below);
    m_hint->setFocusPolicy(Qt::NoFocus); // Ctrl+. does it from the field
    below->addWidget(m_hint, 0, Qt::AlignTop | Qt::AlignRight);
    m_below->hide();
    column->addWidget(m_below);
    row->addLayout(column, 1);
    m_note = plainLabel(this);
    m_note->setFont(themeFont(type::kSmall));
    m_note->hide();
    row->addWidget(m_note);
    m_others = new AlternativesMark(this);
    row->addWidget(m_others, 0, Qt::AlignVCenter);
    m_chip = new StateChip(this);
    m_chip->setObjectName(m_direction == Direction::Forward ? QStringLiteral("forwardState")
                                                            : QStringLiteral("reverseState"));
    row->addWidget(m_chip, 0, Qt::AlignVCenter);
}

void TextRow::retranslate()
{
    m_label->setText(m_direction == Direction::Forward
                         ? QStringLiteral("→  %1").arg(word(m_direction))
                         : QStringLiteral("←  %1").arg(word(m_direction)));
    if (!editing()) {
        refresh();
    }
    refreshChip();
    refreshHint();
    nameForReaders();
}

void TextRow::setSlot(const SlotView* slot, bool saving, bool hasDraft)
{
    if (!slot || slot->id != m_slot.id) {
        m_texts.clear();
        m_shownText = -1;
    } else if (slot->text && m_slot.text && slot->text->id != m_slot.text->id) {
        m_shownText = -1; // decided: what is judged now is shown
    }
    m_hasSlot = slot != nullptr;
    m_slot = slot ? *slot : SlotView{};
    m_saving = saving;
    m_hasDraft = hasDraft;
    if (!editing()) {
        refresh();
    }
    refreshChip();
    nameForReaders();
}

void TextRow::setReasonList(const std::vector<workflow::Reason>& list)
{
    m_reasons = list;
    if (!editing()) {
        refresh();
    }
    refreshChip();
}

const TextView* TextRow::shownText() const
{
    if (m_shownText >= 0 && m_shownText != judgedIndex()) {
        return &m_texts[static_cast<std::size_t>(m_shownText)];
    }
    return m_hasSlot && m_slot.text ? &*m_slot.text : nullptr;
}

void TextRow::refresh()
{
    const auto* text = shownText();
    if (!text) {
        m_text->showHint(tr("No text yet"));
    } else if (text == &*m_slot.text && m_slot.state == SlotState::Edited && m_slot.machineText) {
        const auto pieces = workflow::wordDiff(m_slot.machineText->body, text->body);
        if (pieces.size() <= kMostPieces) {
            m_text->showDiff(pieces);
        } else {
            m_text->showText(toQString(text->body)); // another text: old and new mixed tell nothing
        }
    } else {
        m_text->showText(toQString(text->body));
    }
    refreshOthers();
    refreshNote();
}

void TextRow::refreshNote()
{
    QString note;
    if (chosen()) {
        note = tr("not the candidate");
    } else if (m_hasDraft) {
        note = tr("draft kept: E goes on");
    } else if (m_slot.state == SlotState::Rejected && !m_slot.reasons.empty()) {
        QStringList reasons;
        for (const auto& reason : m_slot.reasons) {
            reasons.push_back(reasonText(m_reasons, reason));
        }
        note = reasons.join(QStringLiteral(" · "));
    } else if (m_slot.text && m_slot.text->stale) {
        note = tr("stale: the catalogue or the image has changed");
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void TextRow::refreshChip()
{
    m_chipWord.clear();
    if (editing()) {
        m_chipWord = tr("editing");
        m_chip->setState(SlotState::Edited, m_chipWord);
    } else if (!m_hasSlot || !m_slot.text || chosen()) {
        m_chip->setState(std::nullopt); // the state is the candidate's
    } else if (m_saving) {
        m_chipWord = tr("saving…");
        m_chip->setState(SlotState::Pending, m_chipWord);
    } else if (m_slot.state == SlotState::Pending) {
        m_chipWord =
            m_slot.decisions > 0 ? tr("%1 decided so far").arg(m_slot.decisions) : QString();
        m_chip->setState(m_chipWord.isEmpty() ? std::nullopt : std::optional(SlotState::Pending),
                         m_chipWord);
    } else {
        m_chipWord = word(m_slot.state);
        m_chip->setState(m_slot.state);
    }
}

void TextRow::setMarked(bool marked)
{
    if (marked != m_marked) {
        m_marked = marked;
        nameForReaders();
        update();
    }
}

void TextRow::scrollLines(int lines)
{
    m_text->scrollLines(lines);
}

QString TextRow::chipWord() const
{
    return m_chipWord;
}

void TextRow::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = m_marked ? 2.0 : 1.0;
    painter.setPen(QPen(m_marked ? theme.accent : theme.line, line));
    painter.setBrush(theme.panel);
    const double inset = line / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), space::kRadius,
                            space::kRadius);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 1.0, Qt::DotLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4.5, 4.5, -4.5, -4.5), 5, 5);
    }
}

void TextRow::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        Q_EMIT clicked();
    }
    event->accept();
}

void TextRow::mouseDoubleClickEvent(QMouseEvent* event)
{
    Q_EMIT editRequested();
    event->accept();
}

void TextRow::wheelEvent(QWheelEvent* event)
{
    scrollLines(-event->angleDelta().y() / kWheelNotch);
    event->accept();
}

void TextRow::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        Q_EMIT focusedByTab();
    }
}

void TextRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
