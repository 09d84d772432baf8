// SPDX-License-Identifier: GPL-3.0-or-later
// The nine reasons after a rejection.
#include "ui/review/reason_bar.h"

#include "core/workflow/decide.h"
#include "ui/review/key_hint.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLabel>

#include <algorithm>

namespace triptych::ui {

ReasonBar::ReasonBar(QWidget* page, QWidget* anchor)
    : FloatingCard(page, anchor, Where::Under)
    , m_title(new QLabel(this))
{
    setObjectName(QStringLiteral("reasonBar"));
    m_title->setFont(themeFont(13, QFont::DemiBold));
    m_title->setTextFormat(Qt::PlainText);
    const auto& ids = workflow::reasonIds();
    for (std::size_t i = 0; i < std::min<std::size_t>(9, ids.size()); ++i) {
        auto* hint = new KeyHint(QString::number(i + 1), {}, this);
        hint->setObjectName(QStringLiteral("reason%1").arg(i + 1));
        hint->setCheckable(true);
        const int index = static_cast<int>(i);
        connect(hint, &QAbstractButton::clicked, this, [this, index] { Q_EMIT toggled(index); });
        m_hints.push_back(hint);
    }
    retranslate();
}

void ReasonBar::retranslate()
{
    const auto& ids = workflow::reasonIds();
    for (std::size_t i = 0; i < m_hints.size(); ++i) {
        m_hints[i]->setTexts(QString::number(i + 1), reasonWord(ids[i]));
    }
    m_title->setText(m_directions > 1 ? tr("Both rejected. Why?") : tr("Rejected. Why?"));
    setAccessibleName(m_title->text());
    if (isVisible()) {
        place();
    }
}

void ReasonBar::setReasons(const std::vector<std::string>& chosen, int directions)
{
    const auto& ids = workflow::reasonIds();
    for (std::size_t i = 0; i < m_hints.size(); ++i) {
        m_hints[i]->setChecked(std::find(chosen.begin(), chosen.end(), ids[i]) != chosen.end());
    }
    m_directions = directions;
    retranslate();
}

QStringList ReasonBar::chosenWords() const
{
    QStringList words;
    for (const auto* hint : m_hints) {
        if (hint->isChecked()) {
            words.push_back(hint->text());
        }
    }
    return words;
}

int ReasonBar::arrange(int width, int top, bool apply) const
{
    const int line = m_hints.empty() ? 28 : m_hints.front()->sizeHint().height();
    int x = space::kTwo;
    int y = top;
    const QSize title = m_title->sizeHint();
    if (apply) {
        m_title->setGeometry(x, y, title.width(), line);
    }
    x += title.width() + space::kOne;
    const int indent = x;
    for (auto* hint : m_hints) {
        const int wide = hint->sizeHint().width();
        if (x + wide > width - space::kOne) {
            x = indent + wide <= width / 2 ? indent : space::kTwo;
            y += line + space::kHalf;
        }
        if (apply) {
            hint->setGeometry(x, y, wide, line);
        }
        x += wide + space::kHalf;
    }
    return y + line - top;
}

QSize ReasonBar::sizeFor(int width) const
{
    return {width, arrange(width, 0, false) + 2 * space::kOne};
}

void ReasonBar::resizeEvent(QResizeEvent* event)
{
    FloatingCard::resizeEvent(event);
    arrange(width(), (height() - arrange(width(), 0, false)) / 2, true);
}

void ReasonBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    FloatingCard::changeEvent(event);
}

} // namespace triptych::ui
