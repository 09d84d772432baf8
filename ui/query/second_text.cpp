// SPDX-License-Identifier: GPL-3.0-or-later
// The second text's row.
#include "ui/query/second_text.h"

#include "ui/query/query_desk.h"
#include "ui/query/share_slider.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace triptych::ui {

namespace {

constexpr int kHeight = 36;
constexpr int kSlider = 112;
constexpr double kEvenWeight = 0.5; // where the slider's mark is

} // namespace

SecondText::SecondText(QueryDesk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_text(new QLineEdit(this))
    , m_words(makeLabel(LabelRole::Small, this))
    , m_weight(new ShareSlider(this))
    , m_clear(makeLinkButton(QStringLiteral("querySecondTextClear"), this))
{
    setObjectName(QStringLiteral("querySecondTextRow"));
    m_text->setObjectName(QStringLiteral("querySecondText"));
    m_text->setFixedHeight(kHeight);
    m_weight->setObjectName(QStringLiteral("querySecondTextWeight"));
    m_weight->setFixedWidth(kSlider);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kOne);
    row->addWidget(m_text, 1);
    row->addWidget(m_words);
    row->addWidget(m_weight);
    row->addWidget(m_clear);
    connect(m_text, &QLineEdit::textChanged, &m_desk, &QueryDesk::setSecondText);
    connect(m_text, &QLineEdit::returnPressed, &m_desk, &QueryDesk::askNow);
    connect(m_weight, &ShareSlider::shareChosen, this, [this](std::optional<double> weight) {
        m_desk.setSecondWeight(weight.value_or(kEvenWeight));
    });
    connect(m_clear, &QPushButton::clicked, this, &SecondText::leave);
    connect(&m_desk, &QueryDesk::questionChanged, this, &SecondText::refresh);
    connect(&m_desk, &QueryDesk::stateChanged, this, &SecondText::refreshWeight);
    retranslate();
}

void SecondText::begin()
{
    m_begun = true;
    refresh();
    m_text->setFocus(Qt::OtherFocusReason);
}

void SecondText::leave()
{
    m_begun = false;
    m_text->clear();
    refresh();
}

void SecondText::refresh()
{
    if (m_text->text() != m_desk.secondText()) {
        const QSignalBlocker quiet(m_text);
        m_text->setText(m_desk.secondText());
    }
    const bool there = m_begun || !m_desk.secondText().isEmpty();
    setVisible(there);
    Q_EMIT shown(there);
    refreshWeight();
}

void SecondText::refreshWeight()
{
    m_weight->setShare(m_desk.secondWeight());
}

void SecondText::retranslate()
{
    m_text->setPlaceholderText(tr("and also …, e.g. with a hood"));
    m_text->setAccessibleName(tr("Second text"));
    m_words->setText(tr("counts"));
    m_weight->setAccessibleName(tr("Weight of the second text"));
    m_weight->setToolTip(tr("How much it counts beside the first text. A second image has the same "
                            "weight."));
    m_clear->setText(tr("Without it"));
    m_clear->setAccessibleName(tr("Leave out the second text"));
    refresh();
}

void SecondText::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_clear) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
