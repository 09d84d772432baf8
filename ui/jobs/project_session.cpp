// SPDX-License-Identifier: GPL-3.0-or-later
// Opens, asks, changes and closes a project without ever waiting in the GUI thread.
#include "ui/jobs/project_session.h"

#include "ui/convert.h"

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kReaderThreads = 2;
constexpr int kPollMs = 500;
constexpr int kSettleMs = 60'000;

} // namespace

ProjectSession::ProjectSession(QObject* parent)
    : QObject(parent)
{
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &ProjectSession::poll);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &ProjectSession::settle);
    connect(&m_jobs, &JobRunner::finished, this, &ProjectSession::poll);
    connect(&m_jobs, &JobRunner::idle, this, [this]() {
        if (m_endingCount > 0) {
            laneEnded();
        }
    });
}

ProjectSession::~ProjectSession()
{
    m_jobs.pauseAll();
    stopComputing();
    for (Lane* lane : {m_readers.get(), m_computing.get()}) {
        if (lane) {
            lane->finish(true);
        }
    }
    // The writer still writes what was decided; then its thread joins.
    m_writer.reset();
    m_readers.reset();
    m_computing.reset();
    m_ending.clear();
}

void ProjectSession::open(const QString& path)
{
    tearDown([this, path]() { begin(path, std::nullopt); });
}

void ProjectSession::create(const QString& path, Language language)
{
    tearDown([this, path, language]() { begin(path, language); });
}

void ProjectSession::close()
{
    tearDown([this]() { Q_EMIT closed(); });
}

workflow::OpenOptions ProjectSession::options(workflow::OpenMode mode)
{
    workflow::OpenOptions options;
    options.mode = mode;
    options.gate = m_gate;
    options.command = "triptych (window)";
    options.waiting = [this](const std::string& who) {
        deliver([this, who]() { Q_EMIT writerWaits(toQString(who)); });
    };
    return options;
}

Lane::Opener ProjectSession::jobOpener()
{
    return [path = toPath(m_path), options = options(workflow::OpenMode::Best)]() {
        return workflow::Project::open(path, options);
    };
}

void ProjectSession::begin(const QString& path, std::optional<Language> create)
{
    m_path = path;
    m_gate = workflow::makeWriteGate();
    const auto opening = ++m_opening;
    m_writer = std::make_unique<Lane>(
        1,
        [this, opening, create, file = toPath(path), options = options(workflow::OpenMode::Best)]()
            -> Result<std::unique_ptr<workflow::Project>> {
            auto project = create ? workflow::Project::create(file, *create, options)
                                  : workflow::Project::open(file, options);
            Opened facts;
            if (project) {
                facts.writable = (*project)->writable();
                facts.language = (*project)->language();
                facts.readOnlyReason = (*project)->readOnlyReason();
                facts.counter = (*project)->changeCounter().value_or(0);
            } else {
                facts.status = fail(project);
            }
            deliver([this, opening, facts]() {
                if (opening == m_opening) {
                    writerOpened(facts);
                }
            });
            return project;
        });
}

void ProjectSession::writerOpened(const Opened& facts)
{
    if (!facts.status) {
        const Error error = facts.status.error();
        tearDown([this, error]() { Q_EMIT openFailed(error); });
        return;
    }
    m_open = true;
    m_writable = facts.writable;
    m_language = toQString(facts.language);
    m_unsaved = 0;
    m_counter = facts.counter; // what is committed from here on is a change
    m_readers = std::make_unique<Lane>(
        kReaderThreads, [path = toPath(m_path), options = options(workflow::OpenMode::ReadOnly)]() {
            return workflow::Project::open(path, options);
        });
    m_polling = false;
    m_poll.start();
    m_settle.start();
    Q_EMIT opened();
    if (facts.readOnlyReason) {
        Q_EMIT readOnlyBecause(*facts.readOnlyReason);
    }
}

void ProjectSession::setReviewer(const QString& name)
{
    if (name != m_reviewer) {
        m_reviewer = name;
        Q_EMIT reviewerChanged(name);
    }
}

workflow::ViewFor ProjectSession::viewFor() const
{
    return {m_blind ? fromQString(m_reviewer) : std::string()};
}

void ProjectSession::dropReads(QObject* context, int channel)
{
    if (Channel* known = findChannel(context, channel)) {
        known->ticket = m_nextTicket++;
        if (m_readers) {
            m_readers->drop(known->id);
        }
    }
}

void ProjectSession::decide(QObject* context, std::vector<workflow::Decision> decisions,
                            DecidedCallback done)
{
    write<workflow::Decided>(
        context,
        [reviewer = fromQString(m_reviewer), decisions = std::move(decisions),
         view = viewFor()](workflow::Project& project) {
            return workflow::decide(project, reviewer, decisions, view);
        },
        std::move(done));
}

void ProjectSession::setReasons(QObject* context, SlotId slot, std::vector<std::string> reasons,
                                DecidedCallback done)
{
    write<workflow::Decided>(
        context,
        [reviewer = fromQString(m_reviewer), slot, reasons = std::move(reasons),
         view = viewFor()](workflow::Project& project) {
            return workflow::setReasons(project, reviewer, slot, reasons, view);
        },
        std::move(done));
}

void ProjectSession::undo(QObject* context, DecidedCallback done)
{
    write<workflow::Decided>(
        context,
        [reviewer = fromQString(m_reviewer), view = viewFor()](workflow::Project& project) {
            return workflow::undo(project, reviewer, view);
        },
        std::move(done));
}

void ProjectSession::redo(QObject* context, DecidedCallback done)
{
    write<workflow::Decided>(
        context,
        [reviewer = fromQString(m_reviewer), view = viewFor()](workflow::Project& project) {
            return workflow::redo(project, reviewer, view);
        },
        std::move(done));
}

void ProjectSession::submitTask(bool writing, QObject* context, int channel, Lane::Task task)
{
    Lane* lane = writing ? m_writer.get() : m_readers.get();
    if (!lane) {
        // Nothing is open: the task answers with that, in order.
        task(nullptr, Error{ErrorCode::NotFound, "no project is open", {}, 0});
        return;
    }
    const Channel* known = channel == 0 ? nullptr : findChannel(context, channel);
    lane->submit(known ? known->id : 0, std::move(task));
}

void ProjectSession::submitComputing(QObject* context, int channel, Computing task)
{
    if (!m_open) {
        task(nullptr, Error{ErrorCode::NotFound, "no project is open", {}, 0}, {});
        return;
    }
    if (!m_computing) {
        m_computing = std::make_unique<Lane>(
            1, [path = toPath(m_path), options = options(workflow::OpenMode::ReadOnly)]() {
                return workflow::Project::open(path, options);
            });
    }
    std::stop_source stop = m_stopComputing;
    std::uint64_t id = 0;
    if (Channel* known = channel == 0 ? nullptr : findChannel(context, channel)) {
        known->stop.request_stop();
        known->stop = stop = std::stop_source();
        id = known->id;
    }
    m_computing->submit(
        id, [this, stop, task = std::move(task)](workflow::Project* project, const Error& error) {
            JobContext job;
            job.stop = stop.get_token();
            job.executor = &m_jobs.executor();
            task(project, error, job);
        });
}

void ProjectSession::dropComputing(QObject* context, int channel)
{
    if (Channel* known = findChannel(context, channel)) {
        known->ticket = m_nextTicket++;
        known->stop.request_stop();
        if (m_computing) {
            m_computing->drop(known->id);
        }
    }
}

void ProjectSession::stopComputing()
{
    for (auto& channel : m_channels) {
        channel.stop.request_stop();
    }
    m_stopComputing.request_stop();
    m_stopComputing = std::stop_source();
}

void ProjectSession::deliver(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

ProjectSession::Channel* ProjectSession::findChannel(const QObject* context, int number)
{
    const auto at = std::find_if(m_channels.begin(), m_channels.end(), [&](const Channel& one) {
        return one.context == context && one.number == number;
    });
    return at == m_channels.end() ? nullptr : &*at;
}

std::uint64_t ProjectSession::takeTicket(QObject* context, int channel)
{
    if (channel == 0) {
        return 0;
    }
    Channel* known = findChannel(context, channel);
    if (!known) {
        m_channels.push_back({context, channel, m_nextTicket++, 0, {}});
        known = &m_channels.back();
    }
    known->ticket = m_nextTicket++;
    return known->ticket;
}

bool ProjectSession::isCurrent(QObject* context, int channel, std::uint64_t ticket) const
{
    return channel == 0 ||
           std::any_of(m_channels.begin(), m_channels.end(), [&](const Channel& one) {
               return one.context == context && one.number == channel && one.ticket == ticket;
           });
}

void ProjectSession::noteSaving()
{
    if (m_unsaved++ == 0) {
        Q_EMIT saving();
    }
}

void ProjectSession::noteSaved(const Error* error)
{
    --m_unsaved;
    if (error && error->code != ErrorCode::NotFound && error->code != ErrorCode::NotApplicable) {
        Q_EMIT saveFailed(*error);
    } else if (m_unsaved == 0) {
        Q_EMIT saved();
    }
}

void ProjectSession::poll()
{
    if (!m_open || m_polling) {
        return;
    }
    m_polling = true;
    // On the writer lane: a connection's data_version is its own, and both readers would disagree.
    submitTask(true, nullptr, 0,
               [this, opening = m_opening](workflow::Project* project, const Error& /*error*/) {
                   const auto counter = project ? project->changeCounter()
                                                : Result<std::uint64_t>{fail(ErrorCode::NotFound)};
                   deliver([this, opening, counter]() {
                       if (opening != m_opening) {
                           return;
                       }
                       m_polling = false;
                       if (counter && *counter != m_counter) {
                           m_counter = *counter;
                           Q_EMIT projectChanged();
                       }
                   });
               });
}

void ProjectSession::settle()
{
    if (!m_open || !m_writable || m_jobs.running()) {
        return; // jobs see to it themselves
    }
    m_jobs.look<bool>(
        this,
        [open = jobOpener()]() {
            const auto project = open();
            return project && (*project)->settle();
        },
        [](bool /*done*/) {}); // not done: the next time
}

void ProjectSession::tearDown(std::function<void()> then)
{
    m_poll.stop();
    m_settle.stop();
    ++m_opening; // answers under way are of the past
    m_open = false;
    m_afterEnd = std::move(then);
    if (m_endingCount > 0) {
        return; // already closing: the newest wish wins
    }
    m_endingCount = 1;
    const auto end = [this](std::unique_ptr<Lane>& lane, bool dropWaiting) {
        if (lane) {
            ++m_endingCount;
            m_ending.push_back(std::move(lane));
            m_ending.back()->finish(dropWaiting, [this]() { deliver([this]() { laneEnded(); }); });
        }
    };
    if (m_jobs.running()) {
        ++m_endingCount; // counted down by JobRunner::idle
        m_jobs.pauseAll();
    }
    stopComputing();
    end(m_readers, true);
    end(m_computing, true);
    end(m_writer, false); // what was decided is still written
    deliver([this]() { laneEnded(); });
}

void ProjectSession::laneEnded()
{
    if (--m_endingCount == 0) {
        m_ending.clear();
        m_jobs.forgetPaused();
        m_channels.clear();
        const auto then = std::exchange(m_afterEnd, nullptr);
        if (then) {
            then();
        }
    }
}

} // namespace triptych::ui
