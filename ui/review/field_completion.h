// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier wordings for a field that is edited: when they are asked for, which keys move in them,
// and how one is taken. A wording is a whole text, so it is offered only while the cursor stands at
// the end, and never while an input method composes.
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <vector>

class QKeyEvent;

namespace triptych::ui {

class CompletionList;
class TextField;

class FieldCompletion final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kDelay = 80; // ms

    // The list hangs on `anchor`.
    FieldCompletion(TextField& field, QWidget& anchor);
    ~FieldCompletion() override;

    // The answer to wanted(`typed`); nothing when the field says something else by now.
    void offer(const QString& typed, const std::vector<QString>& wordings);
    void close();
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    void wanted(const QString& typed);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void onTextChanged();
    void ask();
    [[nodiscard]] bool atEnd() const;
    bool takesKey(const QKeyEvent& event);
    void take(const QString& wording);
    void choose(int by);

    TextField& m_field;
    QWidget& m_anchor;
    QPointer<CompletionList> m_list; // child of the window, made when first needed
    QTimer m_timer;
    bool m_taking = false;
};

} // namespace triptych::ui
