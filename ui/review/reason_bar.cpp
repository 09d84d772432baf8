// SPDX-License-Identifier: GPL-3.0-or-later
// The project's reasons after a rejection.
#include "ui/review/reason_bar.h"

#include "ui/review/key_hint.h"
#include "ui/text/event_words.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kEditIcon = 16;
constexpr int kEditSize = 28;
constexpr int kLongestLabel = 60; // characters

QString wordOf(const workflow::Reason& reason)
{
    return quoted(reasonText({reason}, reason.id), kLongestLabel);
}

} // namespace

class ReasonBar::EditButton final : public QuietButton
{
public:
    explicit EditButton(QWidget* parent)
        : QuietButton(parent)
    {
        setObjectName(QStringLiteral("editReasons"));
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }
    [[nodiscard]] QSize sizeHint() const override { return {kEditSize, kEditSize}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const auto& theme = Theme::of(*this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.setPen(hasFocus() ? QPen(theme.accent, 2.0) : QPen(Qt::NoPen));
        painter.setBrush(isDown() ? theme.pressed
                                  : (underMouse() ? theme.hover : QColor(Qt::transparent)));
        painter.drawRoundedRect(frame, 6, 6);
        QRectF icon(0, 0, kEditIcon, kEditIcon);
        icon.moveCenter(QRectF(rect()).center());
        paintIcon(painter, icon, QStringLiteral("pencil"),
                  underMouse() || hasFocus() ? theme.text : theme.secondary);
    }
};

ReasonBar::ReasonBar(QWidget* page, QWidget* anchor)
    : FloatingCard(page, anchor, Where::Under)
    , m_title(new QLabel(this))
{
    setObjectName(QStringLiteral("reasonBar"));
    m_title->setFont(themeFont(13, QFont::DemiBold));
    m_title->setTextFormat(Qt::PlainText);
    for (int i = 0; i < workflow::kMostReasons; ++i) {
        auto* hint = new KeyHint(QString::number(i + 1), {}, this);
        hint->setObjectName(QStringLiteral("reason%1").arg(i + 1));
        hint->setCheckable(true);
        connect(hint, &QAbstractButton::clicked, this, [this, i] { Q_EMIT toggled(i); });
        m_hints.push_back(hint);
    }
    m_edit = new EditButton(this);
    connect(m_edit, &QAbstractButton::clicked, this, &ReasonBar::editRequested);
    setReasonList(workflow::standardReasons());
}

void ReasonBar::setReasonList(const std::vector<workflow::Reason>& list)
{
    m_list = list;
    m_list.resize(std::min(m_list.size(), m_hints.size()));
    retranslate();
}

void ReasonBar::retranslate()
{
    for (std::size_t i = 0; i < m_hints.size(); ++i) {
        const bool used = i < m_list.size();
        m_hints[i]->setVisible(used);
        m_hints[i]->setTexts(QString::number(i + 1), used ? wordOf(m_list[i]) : QString());
        m_hints[i]->setChecked(used && std::find(m_chosen.begin(), m_chosen.end(), m_list[i].id) !=
                                           m_chosen.end());
    }
    m_title->setText(m_directions > 1 ? tr("Both rejected. Why?") : tr("Rejected. Why?"));
    setAccessibleName(m_title->text());
    m_edit->setAccessibleName(tr("Change the list of reasons"));
    m_edit->setToolTip(m_edit->accessibleName());
    if (isVisible()) {
        place();
        layOut();
    }
}

void ReasonBar::setReasons(const std::vector<std::string>& chosen, int directions)
{
    m_chosen = chosen;
    m_directions = directions;
    retranslate();
}

QStringList ReasonBar::chosenWords() const
{
    QStringList words;
    for (const auto* hint : m_hints) {
        if (hint->isChecked() && !hint->isHidden()) {
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
    const auto put = [&](QWidget& part, int wide) {
        if (x + wide > width - space::kOne) {
            x = indent + wide <= width / 2 ? indent : space::kTwo;
            y += line + space::kHalf;
        }
        if (apply) {
            part.setGeometry(x, y, wide, line);
        }
        x += wide + space::kHalf;
    };
    for (std::size_t i = 0; i < m_list.size(); ++i) {
        put(*m_hints[i], std::min(m_hints[i]->sizeHint().width(), width - 2 * space::kTwo));
    }
    put(*m_edit, kEditSize);
    return y + line - top;
}

QSize ReasonBar::sizeFor(int width) const
{
    return {width, arrange(width, 0, false) + 2 * space::kOne};
}

void ReasonBar::resizeEvent(QResizeEvent* event)
{
    FloatingCard::resizeEvent(event);
    layOut();
}

void ReasonBar::layOut()
{
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
