// SPDX-License-Identifier: GPL-3.0-or-later
// The open project of a window. Lanes: one writer, two readers; jobs open their own. Everything
// here is called in the GUI thread and returns at once; answers come later in the GUI thread, only
// while their context object lives.
#pragma once

#include "core/workflow/decide.h"
#include "core/workflow/project.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/lanes.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace triptych::ui {

// The reviewer's name is kept by whoever knows the settings; decisions carry it.
class ProjectSession final : public QObject
{
    Q_OBJECT
public:
    explicit ProjectSession(QObject* parent = nullptr);
    ~ProjectSession() override;

    // Opens (or, with create, makes) the project on the writer lane; opened() or openFailed()
    // follows. A project that is open is closed first: nothing of it is lost.
    void open(const QString& path);
    void create(const QString& path, Language language);
    // Stops jobs, lets decisions reach the disk, closes. closed() follows; never waits.
    void close();

    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString language() const { return m_language; } // "en" or "ja"
    [[nodiscard]] bool writable() const { return m_writable; }
    [[nodiscard]] QString reviewer() const { return m_reviewer; }
    void setReviewer(const QString& name);
    [[nodiscard]] JobRunner& jobs() { return m_jobs; }

    // A question on a reader lane. `channel` 0: stands alone. Else a newer question of the same
    // context and channel drops the older one (interrupted when it runs; its `done` is never
    // called).
    template <typename T>
    void read(QObject* context, int channel, std::function<Result<T>(workflow::Project&)> ask,
              std::function<void(Result<T>)> done)
    {
        submit<T>(false, context, channel, std::move(ask), std::move(done));
    }
    // Forgets the questions of the channel.
    void dropReads(QObject* context, int channel);

    // A question that computes: on a lane of one thread with a read-only Project of its own, made
    // when first asked for. Channels as above (of other numbers than those of reads); the
    // JobContext's stop is set for a question that was dropped or whose project closes.
    template <typename T>
    void compute(QObject* context, int channel,
                 std::function<Result<T>(workflow::Project&, const JobContext&)> ask,
                 std::function<void(Result<T>)> done)
    {
        const QPointer<QObject> guard(context);
        const std::uint64_t ticket = takeTicket(context, channel);
        submitComputing(context, channel,
                        [this, guard, channel, ticket, ask = std::move(ask),
                         done = std::move(done)](workflow::Project* project, const Error& error,
                                                 const JobContext& job) {
                            auto answer = std::make_shared<Result<T>>(
                                project ? ask(*project, job) : Result<T>{fail(error)});
                            deliver([this, guard, channel, ticket, answer, done]() {
                                if (guard && done && isCurrent(guard, channel, ticket)) {
                                    done(std::move(*answer));
                                }
                            });
                        });
    }
    // Forgets the computing questions of the channel.
    void dropComputing(QObject* context, int channel);

    // A small change on the writer lane, in order. saving() now, saved() or saveFailed() when
    // durable.
    template <typename T>
    void write(QObject* context, std::function<Result<T>(workflow::Project&)> change,
               std::function<void(Result<T>)> done)
    {
        noteSaving();
        submit<T>(true, context, 0, std::move(change), std::move(done));
    }

    // A blind pass: pairs come back without what colleagues decided.
    void setBlind(bool blind) { m_blind = blind; }
    [[nodiscard]] bool blind() const { return m_blind; }
    [[nodiscard]] workflow::ViewFor viewFor() const;

    using DecidedCallback = std::function<void(Result<workflow::Decided>)>;
    // Durable when `done` is called.
    void decide(QObject* context, std::vector<workflow::Decision> decisions, DecidedCallback done);
    void setReasons(QObject* context, SlotId slot, std::vector<std::string> reasons,
                    DecidedCallback done);
    void undo(QObject* context, DecidedCallback done);
    void redo(QObject* context, DecidedCallback done);

    // Long work with a Project of its own for writing. `done` gets Cancelled when paused.
    template <typename T>
    int runJob(const QString& title, QObject* context,
               std::function<Result<T>(workflow::Project&, const JobContext&)> work,
               std::function<void(Result<T>)> done)
    {
        auto slot = std::make_shared<Result<T>>(fail(ErrorCode::Cancelled));
        auto openOne = jobOpener();
        return m_jobs.start(
            title,
            [slot, openOne, work = std::move(work)](const JobContext& job) -> Status {
                auto project = openOne();
                if (!project) {
                    *slot = fail(project);
                    return fail(project);
                }
                *slot = work(**project, job);
                return *slot ? Status{} : Status{fail(*slot)};
            },
            context, [slot, done = std::move(done)](const Status&) { done(*slot); });
    }

Q_SIGNALS:
    void opened();                                 // path, language, writable are set
    void openFailed(const triptych::Error& error); // nothing is open
    void closed();
    void projectChanged(); // some process committed something: ask again. At most twice a second
    void saving();
    void saved();
    void saveFailed(const triptych::Error& error);
    void readOnlyBecause(const triptych::Error& error);
    void writerWaits(const QString& who); // another process holds the file
    void reviewerChanged(const QString& name);

private:
    template <typename T>
    void submit(bool writing, QObject* context, int channel,
                std::function<Result<T>(workflow::Project&)> ask,
                std::function<void(Result<T>)> done)
    {
        const QPointer<QObject> guard(context);
        const std::uint64_t ticket = takeTicket(context, channel);
        submitTask(writing, context, channel,
                   [this, guard, writing, channel, ticket, ask = std::move(ask),
                    done = std::move(done)](workflow::Project* project, const Error& error) {
                       auto answer = std::make_shared<Result<T>>(project ? ask(*project)
                                                                         : Result<T>{fail(error)});
                       deliver([this, guard, writing, channel, ticket, answer, done]() {
                           if (writing) {
                               noteSaved(*answer ? nullptr : &answer->error());
                           }
                           if (guard && done && isCurrent(guard, channel, ticket)) {
                               done(std::move(*answer));
                           }
                       });
                   });
    }
    void submitTask(bool writing, QObject* context, int channel, Lane::Task task);
    using Computing = std::function<void(workflow::Project*, const Error&, const JobContext&)>;
    void submitComputing(QObject* context, int channel, Computing task);
    void deliver(std::function<void()> call);
    void noteSaving();
    void noteSaved(const Error* error);
    struct Opened
    {
        Status status;
        bool writable = false;
        std::string language;
        std::optional<Error> readOnlyReason;
        std::uint64_t counter = 0; // of changes, when it was opened
    };
    void begin(const QString& path, std::optional<Language> create);
    void writerOpened(const Opened& opened);
    void laneEnded();
    void poll();
    void settle();
    void stopComputing();
    void tearDown(std::function<void()> then);
    [[nodiscard]] Lane::Opener jobOpener();
    [[nodiscard]] workflow::OpenOptions options(workflow::OpenMode mode);
    // Channels: the newest ticket of each (context, number) is the only one that is answered.
    std::uint64_t takeTicket(QObject* context, int channel);
    [[nodiscard]] bool isCurrent(QObject* context, int channel, std::uint64_t ticket) const;

    struct Channel
    {
        QObject* context = nullptr;
        int number = 0;
        std::uint64_t id = 0;
        std::uint64_t ticket = 0;
        std::stop_source stop = std::stop_source(std::nostopstate); // of what computes
    };
    [[nodiscard]] Channel* findChannel(const QObject* context, int number);

    JobRunner m_jobs;
    std::shared_ptr<workflow::WriteGate> m_gate;
    std::unique_ptr<Lane> m_writer;
    std::unique_ptr<Lane> m_readers;
    std::unique_ptr<Lane> m_computing;
    std::stop_source m_stopComputing;            // of questions without a channel
    std::vector<std::unique_ptr<Lane>> m_ending; // finish their last tasks
    int m_endingCount = 0;
    std::function<void()> m_afterEnd;
    std::vector<Channel> m_channels;
    std::uint64_t m_nextTicket = 1;
    std::uint64_t m_opening = 0; // answers of an older open() are not ours
    bool m_polling = false;
    QTimer m_poll;
    QTimer m_settle; // hours of decisions alone would pile up beside the file
    QString m_path;
    QString m_language;
    QString m_reviewer;
    std::uint64_t m_counter = 0;
    int m_unsaved = 0;
    bool m_open = false;
    bool m_writable = false;
    bool m_blind = false;
};

} // namespace triptych::ui
