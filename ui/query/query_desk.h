// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks on the Query page and what came back: the query with its chain of steps, its
// answers, its saved case, and the acts on results. Without widgets. Answers to a question that is
// no longer the one on the desk are dropped.
#pragma once

#include "ui/query/query_backend.h"
#include "ui/query/query_source.h"
#include "ui/query/query_words.h"

#include <QTimer>

namespace triptych::ui {

// An earlier step of a chain.
struct QueryStep
{
    QuerySource reference;
    QString text;
};

class QueryDesk final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kTypingMilliseconds = 120;
    static constexpr int kEncodedMilliseconds = 3000;
    static constexpr std::size_t kFirstResults = 24;
    static constexpr std::size_t kMoreResults = 48;

    explicit QueryDesk(QueryBackend& backend, QObject* parent = nullptr);

    // The question. Each change asks again; while typing, a moment later.
    void setReference(const QuerySource& source); // a new start: the chain and the target go
    void setSecond(const QuerySource& source);
    void setSecondWeight(double weight);
    void setText(const QString& text);
    void setSecondText(const QString& text); // counts as the second image does
    void setWithout(const QString& text);
    void setTextShare(std::optional<double> share);                         // none: as fitted
    void setMethods(const std::string& first, const std::string& compared); // "" = none
    void setCategory(const std::string& category);                          // "" = all
    void setTarget(const std::optional<std::string>& name);
    void askNow();
    void more();  // results
    void clear(); // an empty desk
    // From elsewhere: an image, what is said about it and where that leads.
    void begin(const QuerySource& reference, const QString& text,
               const std::optional<std::string>& target);

    // Chains.
    void makeReference(const ImageView& image);
    void goBack(std::size_t step);

    // Cases and judgements.
    void refresh(); // counts, cases, encoder: something changed in the project
    void loadCase(const workflow::SavedCase& one);
    void saveAsCase();
    void renameCase(const workflow::SavedCase& one, const QString& name);
    void removeCase(const workflow::SavedCase& one);
    void markRight(const ImageView& image);
    void markWrong(const ImageView& image); // again: takes it back
    void takeBack();                        // the last judgement
    void runCases();
    void encode(); // or goes on with it
    void pauseEncoding();
    void fetchStandard(const QString& folder = {}); // of packages; empty: from the network

    [[nodiscard]] const QuerySource& reference() const { return m_reference; }
    [[nodiscard]] const QuerySource& second() const { return m_second; }
    [[nodiscard]] double secondWeight() const { return m_secondWeight; }
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] const QString& secondText() const { return m_secondText; }
    [[nodiscard]] const QString& without() const { return m_without; }
    [[nodiscard]] std::optional<double> textShare() const { return m_textShare; }
    [[nodiscard]] double fittedShare() const { return m_fittedShare; }
    [[nodiscard]] const std::string& method() const { return m_method; }
    [[nodiscard]] const std::string& compared() const { return m_compared; }
    [[nodiscard]] const std::string& category() const { return m_category; }
    [[nodiscard]] const std::optional<std::string>& target() const { return m_target; }
    [[nodiscard]] const std::vector<QueryStep>& steps() const { return m_steps; }
    [[nodiscard]] const std::optional<workflow::SavedCase>& currentCase() const { return m_case; }
    [[nodiscard]] bool asksNothing() const;

    [[nodiscard]] const std::optional<QueryAnswers>& answers() const { return m_answers; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] bool waiting() const { return m_waiting; } // for an answer
    // What is done for it: "encoder" while that is loaded, "search" …; empty: not known yet.
    [[nodiscard]] const QString& stage() const { return m_stage; }
    [[nodiscard]] bool loading() const
    {
        return m_stage.isEmpty() ? !m_loaded : m_stage == u"encoder";
    }
    // How a result of the first method moved against the second; none: nothing to compare with.
    [[nodiscard]] std::optional<RankMove> moveOf(const workflow::QueryHit& hit) const;
    [[nodiscard]] bool isRight(const std::string& name) const;
    [[nodiscard]] bool isWrong(const std::string& name) const;

    [[nodiscard]] const std::optional<workflow::EncoderState>& encoder() const { return m_encoder; }
    [[nodiscard]] const std::optional<Error>& encoderError() const { return m_encoderError; }
    [[nodiscard]] const std::optional<QueryFacts>& facts() const { return m_facts; }
    [[nodiscard]] const std::vector<workflow::SavedCase>& cases() const { return m_cases; }
    [[nodiscard]] const std::optional<workflow::CaseRunReport>& run() const { return m_run; }
    [[nodiscard]] bool encoding() const { return m_encoding; }
    [[nodiscard]] const EncodingJob& encodingJob() const { return m_job; }
    [[nodiscard]] bool fetching() const { return m_fetching; }
    [[nodiscard]] const std::optional<Error>& fetchError() const { return m_fetchError; }
    [[nodiscard]] bool runningCases() const { return m_runningCases; }
    [[nodiscard]] bool writable() const { return m_backend.writable(); }

Q_SIGNALS:
    void questionChanged(); // by something else than the field that shows it
    void answered();        // results, error or waiting changed
    void stageChanged();    // of the answer that is waited for
    void stateChanged();    // encoder, counts, jobs
    void encodingMoved();   // how far it is
    void casesChanged();
    void caseRun(); // the run that was asked for has ended
    // What was done, or why not; `undoable`: takeBack() takes it back.
    void said(const QString& text, bool undoable);

private:
    void askSoon();
    void asked(quint64 ticket, Result<QueryAnswers> answers);
    void edited(); // the question is no longer that of the saved case
    void changeAndAsk();
    void reset();
    void encodeForTheQuestion();
    void followEncoding();
    void resolve(QuerySource QueryDesk::* source);
    void took(const workflow::SavedCase& one);
    void saveThen(std::function<void()> then);
    void judge(const std::string& image, bool right, bool wrong, const QString& sentence);
    void refreshCases();
    void refreshEncoder();
    void markedRight(const ImageView& image, const Result<workflow::Decided>& decided);
    [[nodiscard]] QString whyNotRight(const ImageView& image) const;
    [[nodiscard]] workflow::QueryRequest request() const;

    QueryBackend& m_backend;
    QTimer m_typing;
    QTimer m_encoded; // asks what is encoded by now, while that goes on
    quint64 m_ticket = 0;
    QuerySource m_reference;
    QuerySource m_second;
    double m_secondWeight = 0.5;
    QString m_text;
    QString m_secondText;
    QString m_without;
    std::optional<double> m_textShare;
    double m_fittedShare = 0.5;
    std::string m_method = "aligned";
    std::string m_compared;
    std::string m_category;
    std::optional<std::string> m_target;
    std::size_t m_k = kFirstResults;
    std::vector<QueryStep> m_steps;
    std::optional<workflow::SavedCase> m_case; // as long as the question is that of the case

    std::optional<QueryAnswers> m_answers;
    std::optional<Error> m_error;
    bool m_waiting = false;
    QString m_stage;
    bool m_loaded = false; // the encoder has answered before
    std::function<void()> m_takeBack;

    std::optional<workflow::EncoderState> m_encoder;
    std::optional<Error> m_encoderError;
    std::optional<QueryFacts> m_facts;
    std::vector<workflow::SavedCase> m_cases;
    std::optional<workflow::CaseRunReport> m_run;
    bool m_encoding = false;
    bool m_encodedUnasked = false; // once a project: who pauses it means it
    EncodingJob m_job;
    bool m_fetching = false;
    std::optional<Error> m_fetchError;
    bool m_runningCases = false;
};

} // namespace triptych::ui
