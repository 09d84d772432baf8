// SPDX-License-Identifier: GPL-3.0-or-later
// A project in memory for the Query page's tests. Results: images whose name holds a word of the
// text come first. Answers come from the event loop, as in the window; those to queries can be held
// back.
#pragma once

#include "ui/query/query_backend.h"

#include <deque>
#include <string>
#include <vector>

namespace triptych::ui {

class FakeQueryBackend final : public QueryBackend
{
    Q_OBJECT
public:
    // Ids count from 1. An empty path: a file that is not there.
    void addImage(const std::string& name, const std::string& category = "Tops",
                  const std::string& path = {});

    std::vector<ImageView> images;
    bool open = true;
    bool readOnly = false;
    std::int64_t encoded = -1; // -1: all
    std::string encoder = "standard";
    std::string fallback;
    bool standardThere = true;
    workflow::QueryAnswer notes;      // alignment, words, notes and times of every answer
    std::optional<Error> failure;     // of all queries
    std::optional<Error> caseFailure; // of changes
    std::optional<Error> fetchFailure;

    bool holdAnswers = false;
    bool holdJobs = false;
    void releaseNewest();
    void releaseOldest(); // as an answer that was on its way when it was dropped
    void releaseJobs();

    std::vector<workflow::QueryRequest> asked; // the first of each question
    std::vector<std::optional<workflow::QueryRequest>> compared;
    int drops = 0;
    std::vector<workflow::SavedCase> saved;
    std::optional<workflow::CaseRunReport> report;
    std::vector<std::array<std::string, 3>> right; // reference, target, text
    int undone = 0;
    int encodeCalls = 0;
    EncodingJob job;
    QString fetchedFrom;
    int fetchCalls = 0;
    std::vector<std::string> runs; // methods

    [[nodiscard]] bool isOpen() const override { return open; }
    [[nodiscard]] bool writable() const override { return !readOnly; }
    void ask(const workflow::QueryRequest& first,
             const std::optional<workflow::QueryRequest>& second, Done<QueryAnswers> done) override;
    void dropAsked() override { ++drops; }
    void encoderState(Done<workflow::EncoderState> done) override;
    void facts(Done<QueryFacts> done) override;
    void findImages(const QString& text, int most, Done<std::vector<ImageView>> done) override;
    void cases(Done<std::vector<workflow::SavedCase>> done) override;
    void lastRun(Done<std::optional<workflow::CaseRunReport>> done) override;
    void saveCase(const workflow::SavedCase& wanted, Done<workflow::SavedCase> done) override;
    void removeCase(const std::string& key, Done<bool> done) override;
    void judgeCase(const std::string& key, const std::string& image, bool isRight, bool isWrong,
                   Done<workflow::SavedCase> done) override;
    void markRight(const std::string& reference, const std::string& target, const std::string& text,
                   Done<workflow::Decided> done) override;
    void undo(Done<workflow::Decided> done) override;
    void encode(const QString& title, Done<workflow::EncodeReport> done) override;
    void pauseEncoding() override;
    [[nodiscard]] EncodingJob encodingJob() const override { return job; }
    void fetchModels(const QString& title, const QString& folder,
                     Done<std::vector<workflow::ModelRow>> done) override;
    void runCases(const QString& title, const std::string& method,
                  Done<workflow::CaseRunReport> done) override;

private:
    [[nodiscard]] workflow::QueryAnswer answer(const workflow::QueryRequest& request) const;
    void later(std::function<void()> call);

    std::deque<std::function<void()>> m_answers;
    std::deque<std::function<void()>> m_jobs;
};

} // namespace triptych::ui
