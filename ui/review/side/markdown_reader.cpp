// SPDX-License-Identifier: GPL-3.0-or-later
// Shows Markdown as quiet text.
#include "ui/review/side/markdown_reader.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

#include <utility>
#include <vector>

namespace triptych::ui {

namespace {

int headingSize(int level)
{
    return level == 1 ? type::kText : (level == 2 ? type::kTitle : type::kBody);
}

bool isWebAddress(const QString& address)
{
    return address.startsWith(QStringLiteral("http://"), Qt::CaseInsensitive) ||
           address.startsWith(QStringLiteral("https://"), Qt::CaseInsensitive);
}

// Sizes and colours of the theme; weight, slant and strikes as the Markdown says.
void restyleFragment(QTextCursor& cursor, const QTextFragment& fragment, int size, bool heading,
                     const Theme& theme)
{
    auto format = fragment.charFormat();
    const bool web = format.isAnchor() && isWebAddress(format.anchorHref());
    const bool code = format.fontFixedPitch();
    format.clearProperty(QTextFormat::FontSizeAdjustment);
    format.clearProperty(QTextFormat::FontPointSize);
    format.setProperty(QTextFormat::FontPixelSize, code ? size - 1 : size);
    format.setForeground(web ? theme.accent : theme.text);
    format.setFontUnderline(web);
    if (heading) {
        format.setFontWeight(QFont::DemiBold);
    }
    if (code) {
        format.setBackground(theme.hover);
    }
    if (format.isAnchor() && !web) {
        format.setAnchor(false);
        format.setAnchorHref({});
    }
    cursor.setPosition(fragment.position());
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
    cursor.setCharFormat(format);
}

} // namespace

MarkdownReader::MarkdownReader(QWidget* parent)
    : QuietReader(parent)
{
    setStyleSheet(
        QStringLiteral("QTextBrowser { background: transparent; border: 0; padding: 0; }"));
    document()->setDocumentMargin(0);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        const QString address = link.toString();
        if (isWebAddress(address)) {
            Q_EMIT linkChosen(address);
        }
    });
}

void MarkdownReader::setText(const QString& markdown)
{
    if (markdown != m_markdown) {
        m_markdown = markdown;
        render();
    }
}

void MarkdownReader::render()
{
    document()->setDefaultFont(themeFont(type::kBody));
    if (m_markdown.size() > kMost) {
        setPlainText(m_markdown);
        return;
    }
    document()->setMarkdown(m_markdown,
                            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub |
                                                            QTextDocument::MarkdownNoHTML));
    dropImages();
    restyle();
    moveCursor(QTextCursor::Start);
}

void MarkdownReader::dropImages()
{
    std::vector<std::pair<int, QString>> images; // position, words
    for (auto block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const auto format = part.fragment().charFormat();
            if (!format.isImageFormat()) {
                continue;
            }
            const auto image = format.toImageFormat();
            const QString alt = image.property(QTextFormat::ImageAltText).toString();
            for (int i = 0; i < part.fragment().length(); ++i) {
                images.emplace_back(part.fragment().position() + i,
                                    alt.isEmpty() ? image.name() : alt);
            }
        }
    }
    QTextCursor cursor(document());
    for (auto image = images.rbegin(); image != images.rend(); ++image) {
        cursor.setPosition(image->first);
        cursor.setPosition(image->first + 1, QTextCursor::KeepAnchor);
        cursor.insertText(tr("[image: %1]").arg(image->second), QTextCharFormat());
    }
}

void MarkdownReader::restyle()
{
    const auto& theme = Theme::of(*this);
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (auto block = document()->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        const int size = level > 0 ? headingSize(level) : type::kBody;
        std::vector<QTextFragment> parts;
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            parts.push_back(part.fragment());
        }
        for (const auto& part : parts) {
            restyleFragment(cursor, part, size, level > 0, theme);
        }
        cursor.setPosition(block.position());
        auto format = block.blockFormat();
        const bool item = block.textList() != nullptr;
        format.setLineHeight(124, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(level > 0 && block.position() > 0 ? space::kOneHalf : 0);
        format.setBottomMargin(item ? 2 : space::kHalf + 2);
        if (format.hasProperty(QTextFormat::BlockQuoteLevel) ||
            format.hasProperty(QTextFormat::BlockCodeFence)) {
            format.setBackground(theme.hover);
        }
        cursor.setBlockFormat(format);
    }
    const auto frames = document()->rootFrame()->childFrames();
    for (auto* frame : frames) {
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            auto format = table->format();
            format.setBorder(1);
            format.setBorderBrush(theme.line);
            format.setBorderCollapse(true);
            format.setCellPadding(4);
            format.setCellSpacing(0);
            table->setFormat(format);
        }
    }
    cursor.endEditBlock();
}

void MarkdownReader::changeEvent(QEvent* event)
{
    QuietReader::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) {
        if (!m_markdown.isEmpty()) {
            render();
        }
    }
}

} // namespace triptych::ui
