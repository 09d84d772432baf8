// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page's backend on the window's session: questions that need the encoder on its
// computing lane, where one SearchEngine is kept between them.
#pragma once

#include "ui/page_context.h"
#include "ui/query/query_backend.h"

#include <memory>

namespace triptych::ui {

class SessionQueryBackend final : public QueryBackend
{
    Q_OBJECT
public:
    explicit SessionQueryBackend(const PageContext& context, QObject* parent = nullptr);
    ~SessionQueryBackend() override;

    [[nodiscard]] bool isOpen() const override;
    [[nodiscard]] bool writable() const override;
    void ask(const workflow::QueryRequest& first,
             const std::optional<workflow::QueryRequest>& second, Done<QueryAnswers> done) override;
    void dropAsked() override;
    void encoderState(Done<workflow::EncoderState> done) override;
    void facts(Done<QueryFacts> done) override;
    void findImages(const QString& text, int most, Done<std::vector<ImageView>> done) override;
    void cases(Done<std::vector<workflow::SavedCase>> done) override;
    void lastRun(Done<std::optional<workflow::CaseRunReport>> done) override;
    void saveCase(const workflow::SavedCase& wanted, Done<workflow::SavedCase> done) override;
    void removeCase(const std::string& key, Done<bool> done) override;
    void judgeCase(const std::string& key, const std::string& image, bool right, bool wrong,
                   Done<workflow::SavedCase> done) override;
    void markRight(const std::string& reference, const std::string& target, const std::string& text,
                   Done<workflow::Decided> done) override;
    void undo(Done<workflow::Decided> done) override;
    void encode(const QString& title, Done<workflow::EncodeReport> done) override;
    void pauseEncoding() override;
    [[nodiscard]] EncodingJob encodingJob() const override;
    void fetchModels(const QString& title, const QString& folder,
                     Done<std::vector<workflow::ModelRow>> done) override;
    void runCases(const QString& title, const std::string& method,
                  Done<workflow::CaseRunReport> done) override;

private:
    // Made on the computing lane by the first question, used there only.
    struct Engine;
    void forgetEngine();

    PageContext m_context;
    std::shared_ptr<Engine> m_engine;
    int m_encodeJob = 0; // its id; 0: none was asked for here
};

} // namespace triptych::ui
