// SPDX-License-Identifier: GPL-3.0-or-later
// Wording of the Query page's empty states.
#include "ui/query/query_empty.h"

#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kTextWidth = 460;
constexpr int kIcon = 40;

} // namespace

QueryEmpty::QueryEmpty(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(makeLabel(LabelRole::Title, this))
    , m_text(makeLabel(LabelRole::Secondary, this))
    , m_act(makePrimaryButton(QStringLiteral("queryEmptyAct"), this))
{
    setObjectName(QStringLiteral("queryEmpty"));
    m_title->setObjectName(QStringLiteral("queryEmptyTitle"));
    m_text->setObjectName(QStringLiteral("queryEmptyText"));
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setFixedWidth(kTextWidth);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::kOneHalf);
    column->addStretch(2);
    for (QWidget* one : {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_title),
                         static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_act)}) {
        column->addWidget(one, 0, Qt::AlignHCenter);
    }
    column->addStretch(3);
    connect(m_act, &QPushButton::clicked, this, [this]() {
        if (m_reason == Reason::NoImages) {
            Q_EMIT importWanted();
        } else if (m_reason == Reason::Encoding) {
            Q_EMIT pauseWanted();
        } else {
            Q_EMIT encodeWanted();
        }
    });
    refresh();
}

void QueryEmpty::setReason(Reason reason, std::int64_t count, const QString& words)
{
    if (reason != m_reason || count != m_count || words != m_words) {
        m_reason = reason;
        m_count = count;
        m_words = words;
        refresh();
    }
}

void QueryEmpty::setBuiltIn(bool builtIn)
{
    if (builtIn != m_builtIn) {
        m_builtIn = builtIn;
        refresh();
    }
}

void QueryEmpty::refreshEncoding()
{
    if (m_reason == Reason::Encoding) {
        m_title->setText(m_words.isEmpty() ? tr("Encoding the images") : m_words);
        m_text->setText(tr("What you ask is answered as soon as there is something to find. It "
                           "goes on where it stopped, also after a restart."));
        m_act->setText(tr("Pause"));
        return;
    }
    if (m_reason == Reason::Paused) {
        m_title->setText(tr("Encoding is paused"));
        m_text->setText(tr("It goes on where it stopped."));
        m_act->setText(tr("Go on"));
        return;
    }
    m_title->setText(tr("Not searchable yet"));
    m_text->setText(m_builtIn
                        ? tr("A query compares images by numbers that an encoder makes of each of "
                             "them, once. The built-in encoder takes moments.")
                        : tr("A query compares images by numbers that an encoder makes of each of "
                             "them, once. It runs in the background and can be paused."));
    m_act->setText(tr("Encode %n image(s)", nullptr, static_cast<int>(m_count)));
}

void QueryEmpty::refresh()
{
    QString icon = QStringLiteral("query");
    m_act->setVisible(m_reason == Reason::NoImages || m_reason == Reason::Unencoded ||
                      m_reason == Reason::Encoding || m_reason == Reason::Paused);
    switch (m_reason) {
    case Reason::Loading:
        m_title->setText(tr("Loading the encoder…"));
        m_text->setText(tr("A moment, the first time only."));
        break;
    case Reason::Searching:
        m_title->setText(m_words);
        m_text->setText(QString());
        break;
    case Reason::NoImages:
        icon = QStringLiteral("images");
        m_title->setText(tr("No images yet"));
        m_text->setText(tr("Bring in a folder of photos or a catalogue. The images stay where they "
                           "are."));
        m_act->setText(tr("Import…"));
        break;
    case Reason::Unencoded:
    case Reason::Encoding:
    case Reason::Paused:
        icon = QStringLiteral("images");
        refreshEncoding();
        break;
    case Reason::NoQuestion:
        m_title->setText(tr("Start from an image, from words, or from both"));
        m_text->setText(tr("Drop or pick a reference at the left and say what should be different, "
                           "like “blue instead of black”."));
        break;
    case Reason::Failed:
        icon = QStringLiteral("warning");
        m_title->setText(tr("That did not work"));
        m_text->setText(m_words);
        break;
    case Reason::NoMatch:
        m_title->setText(tr("Nothing found"));
        m_text->setText(tr("No encoded image is of this category."));
        break;
    case Reason::NoWordsKnown:
        m_title->setText(tr("None of these words is known"));
        m_text->setText(tr("Say it in other words, or start from an image: drop or pick a "
                           "reference at the left."));
        break;
    }
    m_text->setFixedHeight(m_text->heightForWidth(kTextWidth));
    m_icon->setPixmap(iconPixmap(icon, Theme::of(*this).secondary, kIcon, devicePixelRatioF()));
}

void QueryEmpty::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
