// SPDX-License-Identifier: GPL-3.0-or-later
// One line of the --where language: values bold, keys plain, the place of an error underlined, keys
// and values completed in a popup. Knows no project: values are asked for by a signal.
#pragma once

#include "core/domain/filter.h"

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

#include <optional>

class QCompleter;
class QStringListModel;

namespace triptych::ui {

struct CompletionSpot;

class FilterHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit FilterHighlighter(QTextDocument* document);
    void setColours(const QColor& secondary, const QColor& wrong);
    void setError(qsizetype at); // -1: none

protected:
    void highlightBlock(const QString& text) override;

private:
    QColor m_secondary;
    QColor m_wrong;
    qsizetype m_error = -1;
};

class FilterEdit final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit FilterEdit(QWidget* parent = nullptr);

    [[nodiscard]] QString filter() const { return toPlainText(); }
    void setFilter(const QString& filter); // one step of undo; the cursor goes to the end
    void setError(qsizetype at);           // UTF-16 position; -1: none
    // Values for the key under the cursor, from the project; dropped when the cursor moved on.
    void offerValues(FilterKey key, const QString& prefix, const QStringList& values);
    [[nodiscard]] bool completing() const;
    [[nodiscard]] QCompleter* completer() const { return m_completer; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void valuesWanted(triptych::FilterKey key, const QString& prefix);
    void submitted(); // Enter
    void left();      // Esc without a popup, or Down
    void cleared();   // Esc with a filter
    void completionEnded();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void offer();
    void show(const CompletionSpot& spot, const QStringList& choices);
    void take(const QString& choice);
    void hideChoices();
    void applyTheme();

    FilterHighlighter* m_highlighter;
    QCompleter* m_completer;
    QStringListModel* m_choices;
};

} // namespace triptych::ui
