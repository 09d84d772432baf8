// SPDX-License-Identifier: GPL-3.0-or-later
// No pair to review: says why, and what to do next.
#include "ui/review/empty_queue.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kIcon = 40;
constexpr int kWidth = 460;

void makePrimary(QPushButton& button, bool primary)
{
    button.setProperty("primary", primary);
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

} // namespace

EmptyQueue::EmptyQueue(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("emptyQueue"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::kOne);
    column->addStretch(2);
    column->addSpacing(kIcon + space::kTwo);
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    m_title->setFont(themeFont(22, QFont::DemiBold));
    m_title->setAlignment(Qt::AlignHCenter);
    column->addWidget(m_title);
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("emptyWords"));
    m_words->setFont(themeFont(type::kBody));
    m_words->setProperty("role", QStringLiteral("secondary"));
    m_words->setAlignment(Qt::AlignHCenter);
    m_words->setWordWrap(true);
    m_words->setMinimumWidth(kWidth);
    m_words->setMaximumWidth(kWidth);
    column->addWidget(m_words, 0, Qt::AlignHCenter);
    column->addSpacing(space::kTwo);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kOne);
    row->addStretch(1);
    const auto add = [&](const char* name, auto signal) {
        auto* button = new QPushButton(this);
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(true); // Return presses it
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, signal);
        return button;
    };
    m_import = add("emptyImport", &EmptyQueue::importRequested);
    m_pairs = add("emptyMakePairs", &EmptyQueue::makePairsRequested);
    m_texts = add("emptyWriteTexts", &EmptyQueue::writeTextsRequested);
    m_whole = add("emptyWholeQueue", &EmptyQueue::wholeQueueRequested);
    m_undo = add("emptyUndo", &EmptyQueue::undoRequested);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(3);
    retranslate();
}

void EmptyQueue::setReason(Reason reason)
{
    if (reason != m_reason) {
        m_reason = reason;
        retranslate();
        update();
    }
}

void EmptyQueue::retranslate()
{
    m_import->setText(tr("Import…"));
    m_pairs->setText(tr("Make pairs…"));
    m_texts->setText(tr("Write texts…"));
    m_whole->setText(tr("Show the whole queue"));
    m_undo->setText(tr("Take back the last decision"));
    switch (m_reason) {
    case Reason::Asking:
        m_title->clear();
        m_words->clear();
        break;
    case Reason::NoImages:
        m_title->setText(tr("No images yet"));
        m_words->setText(tr("Import a folder of photos, a catalogue or a triplet file. The photos "
                            "stay where they are."));
        break;
    case Reason::NoPairs:
        m_title->setText(tr("No pairs yet"));
        m_words->setText(tr("Pairs are made from images of one product, or from images that look "
                            "alike. Then texts are written for them."));
        break;
    case Reason::NoTexts:
        m_title->setText(tr("No texts yet"));
        m_words->setText(tr("The pairs are here. Let a generator write what changes from reference "
                            "to target, and back; then you review it."));
        break;
    case Reason::NoMatch:
        m_title->setText(tr("Nothing undecided here"));
        m_words->setText(tr("No undecided text matches the filter."));
        break;
    case Reason::Done:
        m_title->setText(tr("All reviewed"));
        m_words->setText(tr("Every text is decided. Export the triplets, or make more pairs and "
                            "texts to go on."));
        break;
    }
    arrange();
}

void EmptyQueue::arrange()
{
    m_import->setVisible(m_reason == Reason::NoImages || m_reason == Reason::NoPairs);
    m_pairs->setVisible(m_reason == Reason::NoPairs || m_reason == Reason::Done);
    m_texts->setVisible(m_reason == Reason::NoTexts || m_reason == Reason::Done);
    m_whole->setVisible(m_reason == Reason::NoMatch);
    m_undo->setVisible(m_reason == Reason::Done || m_reason == Reason::NoMatch);
    makePrimary(*m_import, m_reason == Reason::NoImages);
    makePrimary(*m_pairs, m_reason == Reason::NoPairs);
    makePrimary(*m_texts, m_reason == Reason::NoTexts);
    makePrimary(*m_whole, m_reason == Reason::NoMatch);
}

void EmptyQueue::paintEvent(QPaintEvent* /*event*/)
{
    if (m_reason == Reason::Asking) {
        return;
    }
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool done = m_reason == Reason::Done;
    const QRectF icon((width() - kIcon) / 2.0, m_title->y() - kIcon - space::kTwo, kIcon, kIcon);
    paintIcon(
        painter, icon,
        done ? QStringLiteral("check")
             : (m_reason == Reason::NoImages ? QStringLiteral("images") : QStringLiteral("pairs")),
        done ? theme.accepted : theme.secondary);
}

void EmptyQueue::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
