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
    setStyleSheet(QStringLiteral("QTextBrowser { border: 0; padding: 0; }"));
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
    // Made apart and shown when it is done: every change to a document on screen lays it out again.
    auto* made = new QTextDocument(this);
    made->setDocumentMargin(0);
    made->setUndoRedoEnabled(false);
    made->setDefaultFont(themeFont(type::kBody));
    if (m_markdown.size() > kMost) {
        made->setPlainText(m_markdown);
    } else {
        made->setMarkdown(m_markdown,
                          QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub |
                                                          QTextDocument::MarkdownNoHTML));
        dropImages(*made);
        restyle(*made);
    }
    setDocument(made);
    delete m_made;
    m_made = made;
}

void MarkdownReader::dropImages(QTextDocument& made)
{
    std::vector<std::pair<int, QString>> images; // position, words
    for (auto block = made.begin(); block.isValid(); block = block.next()) {
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
    QTextCursor cursor(&made);
    for (auto image = images.rbegin(); image != images.rend(); ++image) {
        cursor.setPosition(image->first);
        cursor.setPosition(image->first + 1, QTextCursor::KeepAnchor);
        cursor.insertText(tr("[image: %1]").arg(image->second), QTextCharFormat());
    }
}

void MarkdownReader::restyle(QTextDocument& made)
{
    const auto& theme = Theme::of(*this);
    QTextCursor cursor(&made);
    cursor.beginEditBlock();
    for (auto block = made.begin(); block.isValid(); block = block.next()) {
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
    const auto frames = made.rootFrame()->childFrames();
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
