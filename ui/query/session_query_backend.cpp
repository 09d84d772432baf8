// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page's questions on the lanes of the open project.
#include "ui/query/session_query_backend.h"

#include "core/workflow/browse.h"
#include "core/workflow/image_finder.h"
#include "ui/convert.h"
#include "ui/jobs/project_session.h"

#include <algorithm>
#include <mutex>

namespace triptych::ui {

namespace {

// Channels of ProjectSession, one a kind of question.
constexpr int kAskChannel = 1;
constexpr int kStateChannel = 2;
constexpr int kFactsChannel = 3;
constexpr int kFindChannel = 4;
constexpr int kCasesChannel = 5;
constexpr int kRunChannel = 6;

workflow::ModelStore models()
{
    return workflow::ModelStore(workflow::ModelStore::defaultFolder());
}

Result<QueryFacts> readFacts(workflow::Project& project)
{
    auto stats = workflow::stats(project);
    if (!stats) {
        return fail(stats);
    }
    auto facets = workflow::facets(project);
    if (!facets) {
        return fail(facets);
    }
    return QueryFacts{stats->images, std::move(facets->category)};
}

} // namespace

struct SessionQueryBackend::Engine
{
    std::unique_ptr<workflow::SearchEngine> search;
    std::mutex mutex;
    SessionQueryBackend* page = nullptr; // null: gone, or it has another engine by now

    // On the computing lane.
    void tell(const std::string& stage)
    {
        const std::scoped_lock lock(mutex);
        if (page) {
            QMetaObject::invokeMethod(
                page, [to = page, stage]() { Q_EMIT to->stageReached(toQString(stage)); },
                Qt::QueuedConnection);
        }
    }
    void leave()
    {
        const std::scoped_lock lock(mutex);
        page = nullptr;
    }

    Result<QueryAnswers> ask(workflow::Project& project, const workflow::QueryRequest& first,
                             const std::optional<workflow::QueryRequest>& second,
                             const JobContext& job)
    {
        if (!search) {
            search = std::make_unique<workflow::SearchEngine>(models(), std::string(),
                                                              workflow::ComputeDevice::Cpu);
        }
        auto answer = search->query(project, first, job);
        if (!answer) {
            return fail(answer);
        }
        QueryAnswers answers{std::move(*answer), std::nullopt};
        if (second) {
            auto compared = search->query(project, *second, job);
            if (!compared) {
                return fail(compared);
            }
            answers.second = std::move(*compared);
        }
        return answers;
    }
};

SessionQueryBackend::SessionQueryBackend(const PageContext& context, QObject* parent)
    : QueryBackend(parent)
    , m_context(context)
    , m_engine(std::make_shared<Engine>())
{
    m_engine->page = this;
    connect(context.session, &ProjectSession::opened, this, &QueryBackend::opened);
    connect(context.session, &ProjectSession::closed, this, [this]() {
        forgetEngine();
        m_encodeJob = 0;
        Q_EMIT closed();
    });
    connect(&context.session->jobs(), &JobRunner::changed, this, [this]() {
        if (m_encodeJob != 0) {
            Q_EMIT encodingMoved();
        }
    });
    connect(context.session, &ProjectSession::projectChanged, this, &QueryBackend::changed);
}

SessionQueryBackend::~SessionQueryBackend()
{
    m_engine->leave();
}

bool SessionQueryBackend::isOpen() const
{
    return m_context.session->isOpen();
}

bool SessionQueryBackend::writable() const
{
    return m_context.session->writable();
}

// What runs with the old one keeps it until it has ended.
void SessionQueryBackend::forgetEngine()
{
    m_engine->leave();
    m_engine = std::make_shared<Engine>();
    m_engine->page = this;
}

void SessionQueryBackend::ask(const workflow::QueryRequest& first,
                              const std::optional<workflow::QueryRequest>& second,
                              Done<QueryAnswers> done)
{
    m_context.session->compute<QueryAnswers>(
        this, kAskChannel,
        [engine = m_engine, first, second](workflow::Project& project, const JobContext& job) {
            JobContext told = job;
            std::string last;
            told.report = [&engine, &last](const Progress& progress) {
                if (progress.stage != last) {
                    last = progress.stage;
                    engine->tell(last);
                }
            };
            return engine->ask(project, first, second, told);
        },
        std::move(done));
}

void SessionQueryBackend::dropAsked()
{
    m_context.session->dropComputing(this, kAskChannel);
}

void SessionQueryBackend::encoderState(Done<workflow::EncoderState> done)
{
    m_context.session->compute<workflow::EncoderState>(
        this, kStateChannel,
        [](workflow::Project& project, const JobContext& /*job*/) {
            return workflow::encoderState(project, models(), {});
        },
        std::move(done));
}

void SessionQueryBackend::facts(Done<QueryFacts> done)
{
    m_context.session->read<QueryFacts>(this, kFactsChannel, readFacts, std::move(done));
}

void SessionQueryBackend::findImages(const QString& text, int most,
                                     Done<std::vector<ImageView>> done)
{
    m_context.session->read<std::vector<ImageView>>(
        this, kFindChannel,
        [text = fromQString(text), most](workflow::Project& project) {
            return workflow::findImages(project, text, static_cast<std::size_t>(most));
        },
        std::move(done));
}

void SessionQueryBackend::cases(Done<std::vector<workflow::SavedCase>> done)
{
    m_context.session->read<std::vector<workflow::SavedCase>>(this, kCasesChannel,
                                                              workflow::listCases, std::move(done));
}

void SessionQueryBackend::lastRun(Done<std::optional<workflow::CaseRunReport>> done)
{
    m_context.session->read<std::optional<workflow::CaseRunReport>>(
        this, kRunChannel, workflow::lastCaseRun, std::move(done));
}

void SessionQueryBackend::saveCase(const workflow::SavedCase& wanted,
                                   Done<workflow::SavedCase> done)
{
    m_context.session->write<workflow::SavedCase>(
        this, [wanted](workflow::Project& project) { return workflow::saveCase(project, wanted); },
        std::move(done));
}

void SessionQueryBackend::removeCase(const std::string& key, Done<bool> done)
{
    m_context.session->write<bool>(
        this,
        [key](workflow::Project& project) -> Result<bool> {
            const Status removed = workflow::removeCase(project, key);
            if (!removed) {
                return fail(removed);
            }
            return true;
        },
        std::move(done));
}

void SessionQueryBackend::judgeCase(const std::string& key, const std::string& image, bool right,
                                    bool wrong, Done<workflow::SavedCase> done)
{
    m_context.session->write<workflow::SavedCase>(
        this,
        [key, image, right, wrong](workflow::Project& project) {
            return workflow::judgeCase(project, key, image, right, wrong);
        },
        std::move(done));
}

void SessionQueryBackend::markRight(const std::string& reference, const std::string& target,
                                    const std::string& text, Done<workflow::Decided> done)
{
    m_context.session->write<workflow::Decided>(
        this,
        [reference, target, text,
         reviewer = fromQString(m_context.session->reviewer())](workflow::Project& project) {
            return workflow::markRight(project, reference, target, text, reviewer);
        },
        std::move(done));
}

void SessionQueryBackend::undo(Done<workflow::Decided> done)
{
    m_context.session->undo(this, std::move(done));
}

void SessionQueryBackend::encode(const QString& title, Done<workflow::EncodeReport> done)
{
    if (encodingJob().paused) {
        m_context.session->jobs().resume(m_encodeJob);
        return;
    }
    m_encodeJob = 0; // nothing is told of it before it has its id
    m_encodeJob = m_context.session->runJob<workflow::EncodeReport>(
        title, this,
        [](workflow::Project& project, const JobContext& job) {
            return workflow::encode(project, models(), workflow::EncodeRequest{}, job);
        },
        std::move(done));
}

void SessionQueryBackend::pauseEncoding()
{
    m_context.session->jobs().pause(m_encodeJob);
}

EncodingJob SessionQueryBackend::encodingJob() const
{
    const auto& jobs = m_context.session->jobs().jobs();
    const auto found = std::ranges::find(jobs, m_encodeJob, &JobInfo::id);
    if (m_encodeJob == 0 || found == jobs.end()) {
        return {};
    }
    EncodingJob job;
    job.running = found->phase == JobPhase::Running;
    job.paused = found->phase == JobPhase::Pausing || found->phase == JobPhase::Paused;
    if (found->progress.stage == "encode") {
        job.done = static_cast<std::int64_t>(found->progress.done);
        job.total = static_cast<std::int64_t>(found->progress.total);
        job.secondsLeft = found->secondsLeft;
    }
    return job;
}

void SessionQueryBackend::fetchModels(const QString& title, const QString& folder,
                                      Done<std::vector<workflow::ModelRow>> done)
{
    m_context.session->runJob<std::vector<workflow::ModelRow>>(
        title, this,
        [wheels = toPath(folder)](workflow::Project& /*project*/, const JobContext& job) {
            return models().fetch(wheels, job);
        },
        [this, done = std::move(done)](Result<std::vector<workflow::ModelRow>> rows) {
            forgetEngine(); // the default encoder may be another one now
            done(std::move(rows));
        });
}

// With an engine of its own: the page's goes on answering meanwhile.
void SessionQueryBackend::runCases(const QString& title, const std::string& method,
                                   Done<workflow::CaseRunReport> done)
{
    m_context.session->runJob<workflow::CaseRunReport>(
        title, this,
        [method](workflow::Project& project, const JobContext& job) {
            workflow::SearchEngine search(models(), std::string(), workflow::ComputeDevice::Cpu);
            return workflow::runCases(project, search, method, std::string(), job);
        },
        std::move(done));
}

} // namespace triptych::ui
