// SPDX-License-Identifier: GPL-3.0-or-later
// Spelling hints in a field that is edited: wavy lines once typing rests, one suggestion at a time
// for the word at the cursor (else the first wrong one), taken with Ctrl+. or from the menu.
#pragma once

#include "ui/review/spelling_service.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

class QMenu;

namespace triptych::ui {

class TextField;

class FieldSpelling final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kDelay = 300; // ms of rest

    FieldSpelling(TextField& field, QObject* parent);

    void setService(SpellingService* service); // null: no hints; not owned
    void setActive(bool active);               // a text of a language with spelling is edited
    [[nodiscard]] const std::vector<WrongWord>& wrongWords() const { return m_wrong; }
    // The hint's, empty when there is none; the suggestion is empty when nothing is near.
    [[nodiscard]] QString word() const { return m_word; }
    [[nodiscard]] QString suggestion() const { return m_suggestion; }
    // False: there is nothing to take.
    bool takeSuggestion();

Q_SIGNALS:
    void hintChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void check();
    void show(const std::vector<WrongWord>& wrong);
    void onContentsChange(int at, int removed, int added);
    void onTextChanged();
    void refreshHint();
    void setHint(const QString& word, const QString& suggestion);
    void openMenu(const QPoint& inField, const QPoint& onScreen);
    void addSuggestions(QMenu& menu, const WrongWord& wrong);
    void replace(const WrongWord& wrong, const QString& word, const QString& by);
    [[nodiscard]] std::optional<WrongWord> wordNear(int position) const;
    [[nodiscard]] QString textOf(const WrongWord& wrong) const;
    void suggestionsFor(const QString& word, std::function<void(const QStringList&)> done);

    TextField& m_field;
    QPointer<SpellingService> m_service;
    bool m_active = false;
    std::vector<WrongWord> m_wrong;
    QHash<QString, QStringList> m_known; // suggestions asked for before
    QString m_word;
    QString m_suggestion;
    QTimer m_timer;
};

} // namespace triptych::ui
