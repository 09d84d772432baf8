// SPDX-License-Identifier: GPL-3.0-or-later
// All that the Query page asks of the project, as questions whose answers come later in the GUI
// thread. The window's is made of ProjectSession; tests have one of their own.
#pragma once

#include "core/domain/views.h"
#include "core/workflow/cases.h"
#include "core/workflow/encode.h"
#include "core/workflow/encoder_state.h"
#include "core/workflow/query.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace triptych::ui {

// The same question put to one method, or to two that are compared.
struct QueryAnswers
{
    workflow::QueryAnswer first;
    std::optional<workflow::QueryAnswer> second;
};

struct QueryFacts
{
    std::int64_t images = 0; // of the project
    std::vector<FacetCount> categories;
};

// Encoding that was asked for here or goes on: as the status strip shows it.
struct EncodingJob
{
    bool running = false;
    bool paused = false; // or about to
    std::int64_t done = 0;
    std::int64_t total = 0;        // 0: not known yet
    std::int64_t secondsLeft = -1; // -1: not known
};

class QueryBackend : public QObject
{
    Q_OBJECT
public:
    template <typename T> using Done = std::function<void(Result<T>)>;

    using QObject::QObject;

    [[nodiscard]] virtual bool isOpen() const = 0;
    [[nodiscard]] virtual bool writable() const = 0;

    // A newer question drops an unanswered older one of the same kind.
    virtual void ask(const workflow::QueryRequest& first,
                     const std::optional<workflow::QueryRequest>& second,
                     Done<QueryAnswers> done) = 0;
    virtual void dropAsked() = 0;
    virtual void encoderState(Done<workflow::EncoderState> done) = 0;
    virtual void facts(Done<QueryFacts> done) = 0;
    virtual void findImages(const QString& text, int most, Done<std::vector<ImageView>> done) = 0;
    virtual void cases(Done<std::vector<workflow::SavedCase>> done) = 0;
    virtual void lastRun(Done<std::optional<workflow::CaseRunReport>> done) = 0;

    // Changes, in the order they are called; durable when answered.
    virtual void saveCase(const workflow::SavedCase& wanted, Done<workflow::SavedCase> done) = 0;
    virtual void removeCase(const std::string& key, Done<bool> done) = 0;
    virtual void judgeCase(const std::string& key, const std::string& image, bool right, bool wrong,
                           Done<workflow::SavedCase> done) = 0;
    virtual void markRight(const std::string& reference, const std::string& target,
                           const std::string& text, Done<workflow::Decided> done) = 0;
    virtual void undo(Done<workflow::Decided> done) = 0;

    // Long work, shown by `title` in the status strip; Cancelled when it was paused. Each answers
    // again when it is resumed. Encoding that is paused is resumed: it answers who asked first.
    virtual void encode(const QString& title, Done<workflow::EncodeReport> done) = 0;
    virtual void pauseEncoding() = 0;
    [[nodiscard]] virtual EncodingJob encodingJob() const = 0;
    // `folder`: of packages that were fetched elsewhere; empty: from the network.
    virtual void fetchModels(const QString& title, const QString& folder,
                             Done<std::vector<workflow::ModelRow>> done) = 0;
    virtual void runCases(const QString& title, const std::string& method,
                          Done<workflow::CaseRunReport> done) = 0;

Q_SIGNALS:
    void opened();
    void closed();
    void changed(); // something was committed, here or by another process
    void encodingMoved();
    void stageReached(const QString& stage); // of the question that is being answered: a key
};

} // namespace triptych::ui
