// SPDX-License-Identifier: GPL-3.0-or-later
// The keys: one quiet line, and all of them on "?".
#include "ui/review/key_legend.h"

#include "ui/review/key_hint.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <array>

namespace triptych::ui {

namespace {

constexpr std::array kLine{
    ReviewAction::Accept,     ReviewAction::Reject, ReviewAction::AcceptBoth,
    ReviewAction::RejectBoth, ReviewAction::Edit,   ReviewAction::Skip,
    ReviewAction::Flag,       ReviewAction::Undo,   ReviewAction::SwitchDirection,
    ReviewAction::Zoom,       ReviewAction::Note,   ReviewAction::Legend,
};
constexpr int kCardWidth = 880;
constexpr int kLineHeight = 36; // less where the page is low
constexpr int kLowestLine = 24;
constexpr int kTitleHeight = 40;
constexpr int kCapHeight = 21;

int capWidth(const QFontMetrics& metrics, const QString& key)
{
    return std::max(22, metrics.horizontalAdvance(key) + 12);
}

int capsWidth(const QStringList& keys)
{
    const QFontMetrics metrics(themeFont(type::kSmall, QFont::DemiBold));
    int width = 0;
    for (const auto& key : keys) {
        width += capWidth(metrics, key) + space::kHalf;
    }
    return width;
}

} // namespace

KeyLegend::KeyLegend(const KeyMap& keys, QWidget* parent)
    : QWidget(parent)
    , m_keys(keys)
{
    setObjectName(QStringLiteral("keyLegend"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const auto action : kLine) {
        auto* hint = new KeyHint({}, {}, this);
        connect(hint, &QAbstractButton::clicked, this,
                [this, action] { Q_EMIT triggered(action); });
        m_hints.push_back(hint);
    }
    for (const auto signal : {&KeyLegend::acceptEditRequested, &KeyLegend::leaveEditRequested,
                              &KeyLegend::revertEditRequested}) {
        auto* hint = new KeyHint({}, {}, this);
        connect(hint, &QAbstractButton::clicked, this, signal);
        m_editHints.push_back(hint);
    }
    retranslate();
}

void KeyLegend::retranslate()
{
    for (std::size_t i = 0; i < kLine.size(); ++i) {
        m_hints[i]->setTexts(m_keys.keysOf(kLine[i]).value(0), actionWord(kLine[i]));
    }
    m_editHints[0]->setTexts(tr("Ctrl+Enter"), tr("accept the edit"));
    m_editHints[1]->setTexts(tr("Esc"), tr("leave, keep a draft"));
    m_editHints[2]->setTexts(tr("Ctrl+R"), tr("back to the machine's text"));
    arrange();
}

void KeyLegend::refresh()
{
    retranslate();
}

void KeyLegend::setEditing(bool editing)
{
    m_editing = editing;
    arrange();
}

void KeyLegend::arrange()
{
    const auto& shown = m_editing ? m_editHints : m_hints;
    for (auto* hint : m_editing ? m_hints : m_editHints) {
        hint->hide();
    }
    const int last = shown.back()->sizeHint().width();
    int used = last;
    std::size_t fitting = 0;
    while (fitting + 1 < shown.size() &&
           used + space::kHalf + shown[fitting]->sizeHint().width() <= width()) {
        used += space::kHalf + shown[fitting]->sizeHint().width();
        ++fitting;
    }
    int x = (width() - used) / 2;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const bool visible = i < fitting || i + 1 == shown.size();
        shown[i]->setVisible(visible);
        if (visible) {
            shown[i]->setGeometry(QRect(QPoint(x, (height() - shown[i]->sizeHint().height()) / 2),
                                        shown[i]->sizeHint()));
            x += shown[i]->width() + space::kHalf;
        }
    }
}

void KeyLegend::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void KeyLegend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

KeyOverlay::KeyOverlay(const KeyMap& keys, QWidget* parent)
    : QWidget(parent)
    , m_keys(keys)
{
    setObjectName(QStringLiteral("keyOverlay"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    hide();
    parent->installEventFilter(this);
}

void KeyOverlay::open()
{
    QStringList spoken;
    for (const auto& line : lines()) {
        spoken.push_back(tr("%1: %2").arg(line.keys.join(QLatin1Char(' ')), line.sentence));
    }
    setAccessibleName(tr("All keys"));
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void KeyOverlay::closeNow()
{
    hide();
    Q_EMIT closed();
}

std::vector<KeyOverlay::Line> KeyOverlay::lines() const
{
    std::vector<Line> result;
    for (int i = 0; i < kReviewActions; ++i) {
        const auto action = static_cast<ReviewAction>(i);
        if (!reasonIndex(action) && action != ReviewAction::Legend) {
            result.push_back({m_keys.keysOf(action), actionSentence(action)});
        }
    }
    result.push_back({m_keys.keysOf(ReviewAction::Reason1) + QStringList(QStringLiteral("…")) +
                          m_keys.keysOf(ReviewAction::Reason9),
                      actionSentence(ReviewAction::Reason1)});
    result.push_back({{tr("Ctrl+Enter")}, tr("In the field: accept the edit")});
    result.push_back({{tr("Esc")}, tr("In the field: leave it, the draft is kept")});
    result.push_back({m_keys.keysOf(ReviewAction::Legend), actionSentence(ReviewAction::Legend)});
    return result;
}

void KeyOverlay::paintLine(QPainter& painter, const QRect& room, int keysWidth,
                           const Line& line) const
{
    const auto& theme = Theme::of(*this);
    painter.setFont(themeFont(type::kSmall, QFont::DemiBold));
    int x = room.x();
    for (const auto& key : line.keys) {
        const int width = capWidth(painter.fontMetrics(), key);
        const QRectF cap(x + 0.5, room.center().y() - kCapHeight / 2.0, width, kCapHeight);
        painter.setPen(QPen(theme.line, 1.0));
        painter.setBrush(theme.window);
        painter.drawRoundedRect(cap, 4, 4);
        painter.setPen(theme.text);
        painter.drawText(cap, Qt::AlignCenter, key);
        x += width + space::kHalf;
    }
    painter.setFont(themeFont(13));
    painter.setPen(theme.text);
    const QRect words(room.x() + keysWidth, room.y(), room.width() - keysWidth, room.height());
    const bool oneLine = room.height() < 2 * painter.fontMetrics().height();
    painter.drawText(
        words, Qt::AlignVCenter | Qt::AlignLeft | (oneLine ? 0 : Qt::TextWordWrap),
        oneLine ? painter.fontMetrics().elidedText(line.sentence, Qt::ElideRight, words.width())
                : line.sentence);
}

void KeyOverlay::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    const auto all = lines();
    const int rows = static_cast<int>(all.size() + 1) / 2;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), QColor(0, 0, 0, theme.dark ? 150 : 90));
    const int frame = kTitleHeight + 2 * space::kTwo;
    const int lineHeight =
        std::clamp((height() - frame - 2 * space::kOne) / rows, kLowestLine, kLineHeight);
    QRect card(0, 0, std::min(kCardWidth, width() - 2 * space::kTwo), frame + rows * lineHeight);
    card.moveCenter(rect().center());
    painter.setPen(QPen(theme.line, 1.0));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius,
                            space::kRadius);
    const QRect inner = card.adjusted(space::kThree, space::kTwo, -space::kThree, -space::kTwo);
    painter.setPen(theme.text);
    painter.setFont(themeFont(type::kTitle, QFont::DemiBold));
    painter.drawText(inner, Qt::AlignTop | Qt::AlignLeft, tr("Keys"));
    painter.setPen(theme.secondary);
    painter.setFont(themeFont(type::kSmall));
    painter.drawText(inner, Qt::AlignTop | Qt::AlignRight, tr("any key closes"));
    const int half = (inner.width() - space::kThree) / 2;
    std::array<int, 2> keysWidths{};
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& width = keysWidths.at(i / static_cast<std::size_t>(rows));
        width = std::max(width, capsWidth(all[i].keys) + space::kOne);
    }
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const int column = i / rows;
        const QRect room(inner.x() + column * (half + space::kThree),
                         inner.y() + kTitleHeight + (i % rows) * lineHeight, half, lineHeight);
        paintLine(painter, room, keysWidths.at(static_cast<std::size_t>(column)),
                  all[static_cast<std::size_t>(i)]);
    }
}

void KeyOverlay::mousePressEvent(QMouseEvent* /*event*/)
{
    closeNow();
}

void KeyOverlay::keyPressEvent(QKeyEvent* event)
{
    event->accept();
    const int key = event->key();
    if (key != Qt::Key_Shift && key != Qt::Key_Control && key != Qt::Key_Alt) {
        closeNow();
    }
}

bool KeyOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace triptych::ui
