// SPDX-License-Identifier: GPL-3.0-or-later
// Two text rows in a window of their own, and words for driving them.
#pragma once

#include "ui/review/completion_list.h"
#include "ui/review/spelling_service.h"
#include "ui/review/text_field.h"
#include "ui/review/text_row.h"

#include <QApplication>
#include <QFile>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

namespace triptych::ui {

inline TextView textView(int id, const std::string& body, Origin origin = Origin::Generator)
{
    TextView text;
    text.id = TextId{id};
    text.body = body;
    text.origin = origin;
    text.generator = origin == Origin::Generator ? "catalogue" : "";
    return text;
}

inline SlotView slotView(const std::string& body, const std::string& language = "en", int id = 1)
{
    SlotView slot;
    slot.id = SlotId{id};
    slot.language = language;
    slot.text = textView(10 * id, body);
    return slot;
}

class RowFixture
{
public:
    explicit RowFixture(const std::string& body = "make it blue",
                        const std::string& language = "en")
        : slot(slotView(body, language))
    {
        window.resize(900, 600);
        auto* column = new QVBoxLayout(&window);
        column->addWidget(new QWidget(&window), 1); // where the images are
        row = new TextRow(Direction::Forward, &window);
        other = new TextRow(Direction::Reverse, &window);
        column->addWidget(row);
        column->addWidget(other);
        row->setSlot(&slot, false, false);
        window.setFocusPolicy(Qt::StrongFocus);
        window.show();
        window.activateWindow();
    }

    [[nodiscard]] bool edit(const QString& text)
    {
        const bool active = QTest::qWaitForWindowActive(&window);
        row->beginEdit(text);
        return active && QTest::qWaitFor([this] { return field().hasFocus(); });
    }
    [[nodiscard]] bool edit() { return edit(QString::fromStdString(slot.text->body)); }

    [[nodiscard]] TextField& field() const { return row->field(); }
    [[nodiscard]] QString text() const { return row->field().toPlainText(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(&field(), key, modifiers);
    }
    void type(const QString& text) const { QTest::keyClicks(&field(), text); }

    // Typed, asked for and answered.
    [[nodiscard]] bool offer(const QString& typed, const std::vector<QString>& wordings) const
    {
        QSignalSpy wanted(row, &TextRow::completionsWanted);
        type(typed);
        if (!QTest::qWaitFor([&] { return wanted.count() > 0; })) {
            return false;
        }
        row->setCompletions(wanted.last().at(0).toString(), wordings);
        return true;
    }
    [[nodiscard]] CompletionList* list() const
    {
        return window.findChild<CompletionList*>(QStringLiteral("completionList"));
    }
    [[nodiscard]] bool listed() const { return list() && list()->isVisible(); }

    QWidget window;
    SlotView slot;
    TextRow* row = nullptr;
    TextRow* other = nullptr;
};

// A service with a small dictionary that the test writes.
class OwnSpelling
{
public:
    OwnSpelling()
    {
        write(QStringLiteral("own.aff"), "SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n");
        write(QStringLiteral("own.dic"), "6\nmake\nit\nblue\nhoodie\na\nlonger\n");
        service = std::make_unique<SpellingService>([this](const SpellingService::Ready& ready) {
            auto speller = workflow::Speller::loadFrom(path(QStringLiteral("own.aff")),
                                                       path(QStringLiteral("own.dic")));
            ready(speller ? std::shared_ptr<workflow::Speller>(std::move(*speller)) : nullptr);
        });
    }

    std::unique_ptr<SpellingService> service;

private:
    [[nodiscard]] std::filesystem::path path(const QString& name) const
    {
        return m_folder.filePath(name).toStdString();
    }
    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(bytes);
        }
    }

    QTemporaryDir m_folder;
};

} // namespace triptych::ui
