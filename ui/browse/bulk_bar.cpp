// SPDX-License-Identifier: GPL-3.0-or-later
// Phases and wording of the bulk bar.
#include "ui/browse/bulk_bar.h"

#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace triptych::ui {

namespace {

// Counts are in the sentence as grouped figures; %n chooses the plural.
QString sentence(QString text, std::int64_t count)
{
    return text.arg(formatCount(count));
}

int plural(std::int64_t count)
{
    return count > 1000000 ? 1000000 : static_cast<int>(count);
}

QString question(BulkAct act, std::int64_t affected)
{
    const int n = plural(affected);
    switch (act) {
    case BulkAct::AcceptForward:
    case BulkAct::AcceptBoth:
        return sentence(BulkBar::tr("Accept %1 texts?", nullptr, n), affected);
    case BulkAct::RejectForward:
    case BulkAct::RejectBoth:
        return sentence(BulkBar::tr("Reject %1 texts?", nullptr, n), affected);
    case BulkAct::Exclude:
        return sentence(BulkBar::tr("Exclude %1 pairs?", nullptr, n), affected);
    }
    return {};
}

} // namespace

QString bulkDone(BulkAct act, std::int64_t affected)
{
    const int n = plural(affected);
    switch (act) {
    case BulkAct::AcceptForward:
    case BulkAct::AcceptBoth:
        return sentence(BulkBar::tr("%1 texts accepted.", nullptr, n), affected);
    case BulkAct::RejectForward:
    case BulkAct::RejectBoth:
        return sentence(BulkBar::tr("%1 texts rejected.", nullptr, n), affected);
    case BulkAct::Exclude:
        return sentence(BulkBar::tr("%1 pairs excluded.", nullptr, n), affected);
    }
    return {};
}

BulkBar::BulkBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_apply(nullptr)
    , m_undo(nullptr)
    , m_cancel(nullptr)
    , m_line(new QHBoxLayout(this))
{
    m_line->setContentsMargins(space::kOneHalf, space::kHalf, space::kHalf, space::kHalf);
    m_line->setSpacing(space::kHalf);
    m_text->setObjectName(QStringLiteral("bulkText"));
    m_text->setTextFormat(Qt::PlainText);
    m_line->addWidget(m_text);
    m_line->addStretch();
    const std::pair<BulkAct, const char*> acts[] = {
        {BulkAct::AcceptForward, "bulkAcceptForward"},
        {BulkAct::AcceptBoth, "bulkAcceptBoth"},
        {BulkAct::RejectForward, "bulkRejectForward"},
        {BulkAct::RejectBoth, "bulkRejectBoth"},
        {BulkAct::Exclude, "bulkExclude"},
    };
    for (const auto& [act, objectName] : acts) {
        QPushButton* button = addButton(objectName);
        connect(button, &QPushButton::clicked, this, [this, act = act] { Q_EMIT chosen(act); });
        m_acts.emplace_back(act, button);
    }
    m_apply = addButton("bulkApply");
    m_apply->setProperty("primary", true);
    m_undo = addButton("bulkUndo");
    m_cancel = addButton("bulkCancel");
    connect(m_apply, &QPushButton::clicked, this, &BulkBar::applied);
    connect(m_undo, &QPushButton::clicked, this, &BulkBar::undoWanted);
    connect(m_cancel, &QPushButton::clicked, this, &BulkBar::dismissed);
    retranslate();
    clear();
}

QPushButton* BulkBar::addButton(const char* name)
{
    auto* button = new QPushButton(this);
    button->setObjectName(QString::fromLatin1(name));
    m_line->addWidget(button);
    return button;
}

QString BulkBar::text() const
{
    return m_text->text();
}

void BulkBar::enter(Phase phase, const QString& text)
{
    m_phase = phase;
    m_text->setText(text);
    for (const auto& [act, button] : m_acts) {
        button->setVisible(phase == Phase::Selected);
    }
    m_apply->setVisible(phase == Phase::Confirm);
    m_undo->setVisible(phase == Phase::Done);
    m_cancel->setVisible(phase != Phase::Working && phase != Phase::Counting);
    m_cancel->setText(phase == Phase::Confirm ? tr("Cancel") : tr("Close"));
    setVisible(phase != Phase::Hidden);
    if (phase == Phase::Confirm) {
        m_apply->setFocus(Qt::OtherFocusReason);
    }
}

void BulkBar::clear()
{
    enter(Phase::Hidden, {});
}

void BulkBar::showSelected(std::int64_t pairs, bool all)
{
    const int n = plural(pairs);
    enter(Phase::Selected, sentence(all ? tr("All %1 pairs that match are selected", nullptr, n)
                                        : tr("%1 pairs selected", nullptr, n),
                                    pairs));
}

void BulkBar::showCounting()
{
    enter(Phase::Counting, tr("Counting…"));
}

void BulkBar::showConfirm(BulkAct act, std::int64_t affected, std::int64_t leftAlone)
{
    QString line = affected > 0 ? question(act, affected)
                                : tr("Nothing to do: no undecided text is among them.");
    if (leftAlone > 0 && affected > 0) {
        line += u' ' + sentence(tr("%1 that are decided or missing stay as they are.", nullptr,
                                   plural(leftAlone)),
                                leftAlone);
    }
    enter(affected > 0 ? Phase::Confirm : Phase::Notice, line);
}

void BulkBar::showWorking()
{
    enter(Phase::Working, tr("Saving…"));
}

void BulkBar::showDone(BulkAct act, std::int64_t affected)
{
    enter(Phase::Done, bulkDone(act, affected));
}

void BulkBar::showUndone()
{
    enter(Phase::Notice, tr("Undone."));
}

void BulkBar::showFailed(const QString& line)
{
    enter(Phase::Notice, line);
}

void BulkBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        clear();
    }
    QWidget::changeEvent(event);
}

void BulkBar::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.selected);
    painter.drawRoundedRect(rect(), space::kRadius, space::kRadius);
}

void BulkBar::retranslate()
{
    for (const auto& [act, button] : m_acts) {
        switch (act) {
        case BulkAct::AcceptForward:
            button->setText(tr("Accept forward"));
            break;
        case BulkAct::AcceptBoth:
            button->setText(tr("Accept both"));
            break;
        case BulkAct::RejectForward:
            button->setText(tr("Reject forward"));
            break;
        case BulkAct::RejectBoth:
            button->setText(tr("Reject both"));
            break;
        case BulkAct::Exclude:
            button->setText(tr("Exclude"));
            button->setToolTip(tr("Wrong photo, or not a pair; can be undone"));
            break;
        }
    }
    m_apply->setText(tr("Apply"));
    m_undo->setText(tr("Undo"));
    setAccessibleName(tr("Selected pairs"));
}

} // namespace triptych::ui
