// SPDX-License-Identifier: GPL-3.0-or-later
// Two lines of image, text, image.
#include "ui/review/round_trip_view.h"

#include "core/workflow/diff.h"
#include "ui/convert.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kArrow = 20;
constexpr qsizetype kMostLetters = 2000; // of a text; nobody compares more by eye

std::optional<std::string> bodyOf(const PairView& pair, Direction direction,
                                  const std::string& language)
{
    const SlotView* found = pair.find(direction, language);
    for (const auto& slot : pair.slots) {
        if (!found && slot.direction == direction) {
            found = &slot;
        }
    }
    if (!found || !found->text) {
        return std::nullopt;
    }
    return found->text->body;
}

QString shortened(const std::string& body)
{
    QString text = toQString(body);
    if (text.size() > kMostLetters) {
        text = text.left(kMostLetters) + QStringLiteral("…");
    }
    for (auto& letter : text) {
        if (letter.category() == QChar::Other_Control) {
            letter = QLatin1Char(' ');
        }
    }
    return text;
}

QString plain(const std::string& body)
{
    return shortened(body).toHtmlEscaped();
}

// One side of a comparison: what both say, and, marked, what only this one says.
QString marked(const std::vector<workflow::DiffPiece>& pieces, workflow::DiffKind own,
               const QColor& ground)
{
    QString html;
    for (const auto& piece : pieces) {
        const QString text = toQString(piece.text).toHtmlEscaped();
        if (piece.kind == workflow::DiffKind::Same) {
            html += text;
        } else if (piece.kind == own) {
            html +=
                QStringLiteral("<span style=\"background-color:%1; text-decoration:underline\">")
                    .arg(ground.name()) +
                text + QStringLiteral("</span>");
        }
    }
    return html;
}

// At least half of the longer wording is in both. Otherwise marks would be all over and say
// nothing.
bool comparable(const std::vector<workflow::DiffPiece>& pieces)
{
    std::size_t same = 0;
    std::size_t removed = 0;
    std::size_t added = 0;
    for (const auto& piece : pieces) {
        (piece.kind == workflow::DiffKind::Same      ? same
         : piece.kind == workflow::DiffKind::Removed ? removed
                                                     : added) += piece.text.size();
    }
    return same >= std::max(removed, added);
}

QLabel* makeText(const QString& name, int size, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    label->setFont(themeFont(size));
    return label;
}

} // namespace

RoundTripTexts roundTripTexts(const PairView& pair, const PairView* mirror,
                              const std::string& language)
{
    RoundTripTexts texts;
    texts.forward = bodyOf(pair, Direction::Forward, language);
    texts.reverse = bodyOf(pair, Direction::Reverse, language);
    texts.hasMirror = mirror != nullptr;
    if (mirror) {
        texts.mirrorForward = bodyOf(*mirror, Direction::Forward, language);
        texts.mirrorReverse = bodyOf(*mirror, Direction::Reverse, language);
    }
    return texts;
}

RoundTripView::RoundTripView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("roundTripView"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kTwo);
    grid->setVerticalSpacing(space::kTwo);
    for (const int column : {0, 1, 2}) {
        grid->setColumnStretch(column, 1);
    }
    m_lines[0] = buildLine(0, QStringLiteral("roundTripForward"));
    m_lines[1] = buildLine(1, QStringLiteral("roundTripReverse"));
    retranslate();
}

RoundTripView::Line RoundTripView::buildLine(int row, const QString& name)
{
    Line line;
    line.from = new ImagePane(this);
    line.from->setObjectName(name + QStringLiteral("From"));
    line.to = new ImagePane(this);
    line.to->setObjectName(name + QStringLiteral("To"));
    for (auto* pane : {line.from, line.to}) {
        pane->setMinimumSize(80, 80);
    }
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::TabFocus);
    auto* inside = new QWidget(area);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kHalf);
    line.text = makeText(name + QStringLiteral("Text"), type::kText, inside);
    line.arrow = new QLabel(inside);
    line.arrow->setAlignment(Qt::AlignCenter);
    line.mirrorTag = makeLabel(LabelRole::Small, inside);
    line.mirrorTag->setAlignment(Qt::AlignHCenter);
    line.mirrorTag->setWordWrap(true);
    line.mirrorText = makeText(name + QStringLiteral("Mirror"), type::kTitle, inside);
    column->addStretch(1);
    column->addWidget(line.text);
    column->addWidget(line.arrow);
    column->addSpacing(space::kOne);
    column->addWidget(line.mirrorTag);
    column->addWidget(line.mirrorText);
    column->addStretch(1);
    area->setWidget(inside);
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->addWidget(line.from, row, 0);
    grid->addWidget(area, row, 1);
    grid->addWidget(line.to, row, 2);
    grid->setRowStretch(row, 1);
    return line;
}

std::array<ImagePane*, 2> RoundTripView::panes(std::size_t which) const
{
    return which == 0 ? std::array{m_lines[0].from, m_lines[1].to}
                      : std::array{m_lines[0].to, m_lines[1].from};
}

QSize RoundTripView::placeSize() const
{
    return {std::max(1, (width() - 2 * space::kTwo) / 3),
            std::max(1, (height() - space::kTwo) / 2)};
}

void RoundTripView::setTexts(const RoundTripTexts& texts)
{
    if (texts != m_texts) {
        m_texts = texts;
        refresh();
    }
}

void RoundTripView::fill(const Line& line, const std::optional<std::string>& text,
                         const std::optional<std::string>& mirror)
{
    const auto& theme = Theme::of(*this);
    const auto pieces = text && mirror ? workflow::wordDiff(fromQString(shortened(*text)),
                                                            fromQString(shortened(*mirror)))
                                       : std::vector<workflow::DiffPiece>();
    if (comparable(pieces) && !pieces.empty()) {
        line.text->setText(marked(pieces, workflow::DiffKind::Removed, theme.mark));
        line.mirrorText->setText(marked(pieces, workflow::DiffKind::Added, theme.mark));
    } else {
        line.text->setText(text ? plain(*text) : tr("no text yet").toHtmlEscaped());
        line.mirrorText->setText(mirror ? plain(*mirror) : tr("no text yet").toHtmlEscaped());
    }
    line.text->setEnabled(text.has_value());
    line.mirrorText->setEnabled(mirror.has_value());
    line.mirrorTag->setVisible(m_texts.hasMirror);
    line.mirrorText->setVisible(m_texts.hasMirror);
    const bool same = !text || !mirror || *text == *mirror;
    line.mirrorTag->setText(same ? tr("the mirrored pair says")
                                 : tr("the mirrored pair says it differently"));
    line.arrow->setPixmap(
        iconPixmap(QStringLiteral("arrow-right"), theme.secondary, kArrow, devicePixelRatioF()));
}

void RoundTripView::refresh()
{
    fill(m_lines[0], m_texts.forward, m_texts.mirrorReverse);
    fill(m_lines[1], m_texts.reverse, m_texts.mirrorForward);
}

void RoundTripView::retranslate()
{
    for (auto& line : m_lines) {
        line.from->setTag(tr("reference"));
        line.to->setTag(tr("target"));
    }
    setAccessibleName(tr("Round trip"));
    refresh();
}

void RoundTripView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
