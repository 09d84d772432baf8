// SPDX-License-Identifier: GPL-3.0-or-later
// window_bench: how fast the window answers and what it holds, on 10,000 pairs of 12-megapixel
// photos. Keys are real key events; a pair counts as painted when both images are there and the
// paint event that shows them has ended.
#include "bench_world.h"
#include "window_probe.h"
#include "window_world.h"

#include "core/workflow/import.h"
#include "ui/convert.h"
#include "ui/images/image_cache.h"
#include "ui/jobs/project_session.h"
#include "ui/review/image_pane.h"
#include "ui/review/review_page.h"
#include "ui/settings/settings.h"
#include "ui/shell/main_window.h"
#include "ui/text/language.h"
#include "ui/theme/theme.h"

#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace triptych;
using namespace triptych::bench;

namespace {

constexpr int kPaceMilliseconds = 500; // two decisions a second
constexpr int kSettleMilliseconds = 1500;

void tell(const char* what, const char* unit, double value, const char* target)
{
    std::printf("%-46s %9.1f %-6s %s\n", what, value, unit, target);
    std::fflush(stdout);
}

void tellQuantiles(const char* what, std::vector<double> values, const char* target)
{
    const double worst = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
    const double half = quantile(values, 0.5);
    const double most = quantile(values, 0.95);
    std::printf("%-46s p50 %6.1f  p95 %6.1f  max %6.1f ms  n %zu  %s\n", what, half, most, worst,
                values.size(), target);
    std::fflush(stdout);
}

// The window of the program, as ui/run_window.cpp puts it together.
class Bench
{
public:
    explicit Bench(PaintProbe& probe)
        : m_probe(probe)
        , m_images(static_cast<std::size_t>(
                       m_settings.value(ui::SettingKey::CacheMegabytes).toULongLong())
                   << 20U)
    {
        m_theme.choose(ui::ThemeChoice::Light);
        m_language.choose(QStringLiteral("en"));
        m_session.setReviewer(QStringLiteral("bench"));
    }

    // False: no pair came on.
    bool open(const QString& project)
    {
        const double usable = m_probe.until(
            [this]() {
                m_window = std::make_unique<ui::MainWindow>(
                    ui::PageContext{&m_session, &m_images, &m_settings}, m_theme, m_language);
                m_window->resize(1440, 900);
                m_window->show();
                m_window->activateWindow();
            },
            [this]() { return m_probe.painted(m_window.get()); });
        tell("window built, shown and painted", "ms", usable, "");
        const double first = m_probe.until([&]() { m_window->openProject(project); },
                                           [this]() { return takePage() && bothPainted(); });
        tell("project opened, first pair painted", "ms", first, "");
        tell("start: window and first pair", "ms", usable + first, "<= 500 usable");
        return first >= 0;
    }

    // One verdict on both directions; milliseconds to the next pair, negative when it did not come.
    double decide()
    {
        const PairId before = m_page->shownPair();
        return m_probe.until([this]() { QTest::keyClick(m_page, Qt::Key_D); },
                             [&]() { return m_page->shownPair() != before && bothPainted(); });
    }

    bool decideMany(const char* what, int count, int pace, const char* target)
    {
        std::vector<double> times;
        for (int i = 0; i < count; ++i) {
            const double time = decide();
            if (time < 0) {
                std::fprintf(stderr, "%s: no pair after decision %d\n", what, i);
                return false;
            }
            times.push_back(time);
            if (pace > 0) {
                m_probe.idle(std::max(1, pace - static_cast<int>(time)));
            }
        }
        tellQuantiles(what, times, target);
        return true;
    }

    bool decideDuringImport(const QString& folder, int count)
    {
        bool ended = false;
        const int job = m_session.runJob<ImportReport>(
            QStringLiteral("import"), m_window.get(),
            [folder](workflow::Project& project, const JobContext& context) {
                workflow::ImportRequest import;
                import.source = ui::toPath(folder);
                return workflow::importInto(project, import, context);
            },
            [&ended](const Result<ImportReport>&) { ended = true; });
        m_probe.idle(kSettleMilliseconds);
        const bool done = decideMany("D at two a second, during an import", count,
                                     kPaceMilliseconds, "p95 <= 100");
        if (ended) {
            std::fprintf(stderr, "the import ended before the decisions did\n");
        }
        m_session.jobs().pause(job);
        m_probe.until([]() {}, [&ended]() { return ended; });
        return done;
    }

    void jump(int count, std::int64_t pairs)
    {
        std::vector<double> answers;
        std::vector<double> pictures;
        for (int i = 0; i < count; ++i) {
            // Far from everything that was shown before.
            const PairId far{1 + (pairs / 2 + i * 97) % pairs};
            double answer = -1;
            const PairId before = m_page->shownPair();
            QElapsedTimer clock;
            clock.start();
            const double picture = m_probe.until(
                [&]() {
                    m_probe.forget();
                    m_page->showPair(far);
                },
                [&]() {
                    if (answer < 0 && m_probe.anything()) {
                        answer = static_cast<double>(clock.nsecsElapsed()) / 1e6;
                    }
                    return m_page->shownPair() != before && m_page->shownPair() == far &&
                           bothPainted();
                });
            answers.push_back(answer);
            pictures.push_back(picture);
            m_probe.idle(kPaceMilliseconds);
        }
        tellQuantiles("jump to a cold pair, first paint", answers, "p95 <= 16");
        tellQuantiles("jump to a cold pair, both images", pictures, "p95 <= 150");
    }

    void zoom()
    {
        tell("memory after the decisions so far, PSS", "MB", held().pssMegabytes, "<= 200");
        QTest::keyClick(m_page, Qt::Key_Z);
        m_probe.idle(2 * kSettleMilliseconds);
        tell("memory in 1:1 of two 12-megapixel photos, PSS", "MB", held().pssMegabytes, "<= 300");
        QTest::keyClick(m_page, Qt::Key_Z);
        m_probe.idle(kSettleMilliseconds);
        decideMany("D after 1:1", 10, kPaceMilliseconds, "");
        tell("memory after leaving 1:1, PSS", "MB", held().pssMegabytes, "<= 200");
    }

    bool soak(int count)
    {
        Holdings first;
        const int part = std::max(1, count / 10);
        for (int i = 0; i < count; ++i) {
            if (decide() < 0) {
                return false;
            }
            if ((i + 1) % part == 0) {
                const Holdings now = held();
                first = i + 1 == part ? now : first;
                std::printf(
                    "  %5d decisions: %6.1f MB PSS, %d descriptors, %d threads, %d objects\n",
                    i + 1, now.pssMegabytes, now.files, now.threads, now.objects);
                std::fflush(stdout);
            }
        }
        const Holdings last = held();
        if (count == 0) {
            return true;
        }
        tell("memory growth over the decisions", "%",
             100.0 * (last.pssMegabytes / first.pssMegabytes - 1.0), "< 10");
        return true;
    }

    void close()
    {
        m_probe.until([this]() { m_window->close(); }, [this]() { return !m_session.isOpen(); });
    }

private:
    [[nodiscard]] Holdings held() const { return holdings(*m_window); }

    // The page is made when it is first shown.
    bool takePage()
    {
        if (!m_page || !m_reference || !m_target) { // the page may be in the making
            m_page = m_window->findChild<ui::ReviewPage*>(QStringLiteral("reviewPage"));
            m_reference = m_window->findChild<ui::ImagePane*>(QStringLiteral("referencePane"));
            m_target = m_window->findChild<ui::ImagePane*>(QStringLiteral("targetPane"));
            if (m_page && m_reference && m_target) {
                // What was painted before is the old pair.
                QObject::connect(m_page, &ui::ReviewPage::pairShown, m_page,
                                 [this]() { m_probe.forget(); });
            }
        }
        return m_page && m_reference && m_target;
    }

    // Neighbours may share an image, whose pane needs no paint then.
    [[nodiscard]] bool bothPainted() const
    {
        return m_page->shownPair().valid() && m_reference->hasImage() && m_target->hasImage() &&
               (m_probe.painted(m_reference) || m_probe.painted(m_target));
    }

    PaintProbe& m_probe;
    ui::Settings m_settings;
    ui::LanguageKeeper m_language{*qApp};
    ui::ThemeKeeper m_theme{*qApp};
    ui::ProjectSession m_session;
    ui::ImageCache m_images;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::ReviewPage* m_page = nullptr;
    ui::ImagePane* m_reference = nullptr;
    ui::ImagePane* m_target = nullptr;
};

int option(const QCommandLineParser& parser, const char* name)
{
    return parser.value(QLatin1String(name)).toInt();
}

} // namespace

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("Triptych"));
    QCoreApplication::setApplicationName(QStringLiteral("Triptych-bench"));
    PaintProbe probe(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const auto number = [&parser](const char* name, const char* what, const char* value) {
        parser.addOption(
            {QLatin1String(name), QLatin1String(what), QStringLiteral("n"), QLatin1String(value)});
    };
    number("pairs", "Ordered pairs of the project", "10000");
    number("per-product", "Images of a product", "5");
    number("decisions", "Of each kind of pace", "200");
    number("import-decisions", "While an import runs", "60");
    number("jumps", "To cold pairs", "30");
    number("soak", "Decisions to watch memory and handles over", "0");
    parser.process(probe);
    const QString folder = QDir::tempPath() + QStringLiteral("/triptych_window_bench");
    const WindowWorld world =
        windowWorld(folder, option(parser, "pairs"), option(parser, "per-product"));

    Bench bench(probe);
    const QString project = freshCopy(world.project);
    if (project.isEmpty() || !bench.open(project)) {
        std::fprintf(stderr, "the project does not open\n");
        return 1;
    }
    const int decisions = option(parser, "decisions");
    probe.idle(kSettleMilliseconds);
    bool whole =
        bench.decideMany("D at two a second", decisions, kPaceMilliseconds, "p50 <= 16, p95 <= 50");
    bench.zoom();
    bench.jump(option(parser, "jumps"), option(parser, "pairs"));
    whole = whole && bench.decideMany("D as fast as it goes", decisions, 0, "");
    whole = whole && bench.decideDuringImport(world.incoming, option(parser, "import-decisions"));
    whole = whole && bench.soak(option(parser, "soak"));
    bench.close();
    return whole ? 0 : 1;
}
