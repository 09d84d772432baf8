// SPDX-License-Identifier: GPL-3.0-or-later
// The project's guidelines: read (Markdown, any version), and written (Markdown with a preview, or
// from a file). Nothing is loaded from anywhere, links are shown as text to copy. A draft stays
// until it is saved or thrown away, whatever is closed or comes in meanwhile.
#pragma once

#include "core/workflow/guidelines.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace triptych::ui {

class MarkdownReader;

class GuidelinesView final : public QWidget
{
    Q_OBJECT
public:
    // Larger files are refused, as workflow::saveGuidelines would.
    static constexpr qint64 kMostBytes = 1'000'000;

    explicit GuidelinesView(QWidget* parent = nullptr);
    // `newest`: none when none was written. `versions`: newest first, `newest` among them.
    void setGuidelines(const std::optional<workflow::Guidelines>& newest,
                       const std::vector<workflow::Guidelines>& versions, bool editable);
    // The answer to saveRequested: empty when it is saved (the draft goes; give the new version by
    // setGuidelines as well), else why not, in words (the draft stays).
    void saveEnded(const QString& problem = {});
    [[nodiscard]] bool editing() const;
    [[nodiscard]] QString draft() const; // empty when nothing is edited
    // Reads a Markdown file into the draft; says it in the panel when it cannot be read.
    void importFile(const QString& path);

Q_SIGNALS:
    void saveRequested(const QString& markdown);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct FileText
    {
        QString text;
        QString problem; // empty: read
    };
    static FileText readFile(const QString& path); // on any thread
    void takeFile(const FileText& read);

    void buildReader();
    void buildEditor();
    void retranslate();
    void refresh();
    void showVersion(const std::string& version, int number);
    void fillVersions();
    void startEdit(const QString& text);
    void leaveEdit();
    void setPreview(bool preview);
    void pickFile();
    void showLink(const QString& address);
    void say(const QString& words, bool problem);

    std::optional<workflow::Guidelines> m_newest;
    std::vector<workflow::Guidelines> m_versions;
    int m_shown = 0; // number of the version that is read; 0 = the newest
    int m_editedFrom = 0;
    bool m_editable = false;
    bool m_saving = false;

    QStackedWidget* m_pages = nullptr; // reader, editor
    QToolButton* m_version = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_import = nullptr;
    QLabel* m_empty = nullptr;
    QLabel* m_older = nullptr;
    MarkdownReader* m_reader = nullptr;
    QLineEdit* m_link = nullptr;
    QToolButton* m_write = nullptr;
    QToolButton* m_look = nullptr;
    QStackedWidget* m_draftPages = nullptr; // plain, preview
    QPlainTextEdit* m_plain = nullptr;
    MarkdownReader* m_preview = nullptr;
    QLabel* m_message = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace triptych::ui
