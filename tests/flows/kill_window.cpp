// SPDX-License-Identifier: GPL-3.0-or-later
// SIGKILL at random moments while decisions are made in the window: whatever the window was told is
// saved, is in the file. Five times; TRIPTYCH_KILLS says how often.
#include "flows_main.h"
#include "sample_project.h"
#include "window_fixture.h"

#include "core/base/random.h"
#include "core/workflow/exchange.h"
#include "ui/review/review_page.h"

#include <QFile>
#include <QProcess>
#include <QTimer>

#include <algorithm>
#include <array>
#include <iterator>

#include <unistd.h>

using namespace triptych;
using namespace triptych::ui;

namespace {

// Set for the process that is killed: the project, and the seed of its keys.
constexpr const char* kProject = "TRIPTYCH_KILL_PROJECT";
constexpr const char* kSeed = "TRIPTYCH_KILL_SEED";
constexpr int kDecisionsAtMost = 12; // of one process
constexpr std::array<Qt::Key, 6> kKeys{Qt::Key_D, Qt::Key_D,     Qt::Key_C,
                                       Qt::Key_X, Qt::Key_Space, Qt::Key_A};

int kills()
{
    const int asked = qEnvironmentVariableIntValue("TRIPTYCH_KILLS");
    return asked > 0 ? asked : 5;
}

// One line for what has just become durable: its event. Written at once: a killed process empties
// no buffers.
void acknowledge(const Operation&, const workflow::Decided& decided)
{
    const std::string line = "saved " + decided.event + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) {
        std::_Exit(1);
    }
}

// The process that is killed: a window in which somebody decides as fast as pairs come on.
int decideUntilKilled()
{
    Random random(qEnvironmentVariable(kSeed).toULongLong());
    const WindowFixture fixture;
    fixture.window->openProject(qEnvironmentVariable(kProject));
    QTimer press;
    ReviewPage* page = nullptr;
    QObject::connect(&press, &QTimer::timeout, fixture.window.get(), [&]() {
        if (!page) {
            page = fixture.find<ReviewPage>("reviewPage");
            if (page) {
                QObject::connect(&page->queue().sender(), &DecisionSender::acknowledged, page,
                                 &acknowledge);
            }
        } else if (page->shownPair().valid() &&
                   page->shownPair() == page->queue().window().currentId()) {
            QTest::keyClick(page, kKeys[random.below(kKeys.size())]);
        }
    });
    press.start(2);
    return QApplication::exec();
}

// The events of whole lines; what follows the last line end may be cut.
QStringList events(const QByteArray& told)
{
    QStringList all;
    const auto lines = told.split('\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        if (lines[i].startsWith("saved ")) {
            all << QString::fromLatin1(lines[i].mid(6));
        }
    }
    return all;
}

} // namespace

class KillWindow final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyAcknowledgedDecisionIsInTheFile();

private:
    QTemporaryDir m_folder;
    QString m_project;

    // Starts the window, kills it after `wanted` acknowledgements and `later` milliseconds.
    QByteArray killed(int wanted, int later, int seed) const;
    // What the file says otherwise; empty when it keeps every promise.
    QString broken(const QStringList& promised) const;
};

void KillWindow::initTestCase()
{
    m_project = drawnSample(m_folder.path() + QStringLiteral("/sample"), 6 + 2 * kills());
    QVERIFY(!m_project.isEmpty());
}

QByteArray KillWindow::killed(int wanted, int later, int seed) const
{
    QProcess window;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(kProject), m_project);
    environment.insert(QLatin1String(kSeed), QString::number(seed));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    window.setProcessEnvironment(environment);
    window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    window.start(QCoreApplication::applicationFilePath(), QStringList());
    QByteArray told;
    while (told.count('\n') < wanted && window.waitForReadyRead(30000)) {
        told += window.readAllStandardOutput();
    }
    // A moment that has nothing to do with an acknowledgement.
    window.waitForFinished(later);
    window.kill();
    window.waitForFinished();
    return told + window.readAllStandardOutput();
}

QString KillWindow::broken(const QStringList& promised) const
{
    auto project = workflow::Project::open(toPath(m_project),
                                           {workflow::OpenMode::ReadWrite, {}, {}, "test", {}});
    if (!project) {
        return QStringLiteral("it does not open");
    }
    const auto threads = makeThreadExecutor();
    JobContext job;
    job.executor = threads.get();
    const auto report = workflow::verify(**project, {false, false}, job);
    if (!report || !report->ok) {
        return QStringLiteral("it is not sound");
    }
    // The lossless export holds the whole log.
    const QTemporaryDir out(m_folder.path() + QStringLiteral("/log"));
    workflow::ExportRequest request;
    request.folder = toPath(out.path() + QStringLiteral("/export"));
    request.kind = workflow::ExportKind::Triptych;
    QFile log(out.path() + QStringLiteral("/export/project.jsonl"));
    if (!workflow::exportFrom(**project, request, job) || !log.open(QIODevice::ReadOnly)) {
        return QStringLiteral("it cannot be exported");
    }
    const QByteArray written = log.readAll();
    QStringList lost;
    std::copy_if(promised.begin(), promised.end(), std::back_inserter(lost),
                 [&written](const QString& event) { return !written.contains(event.toLatin1()); });
    return lost.join(QLatin1Char(' '));
}

void KillWindow::everyAcknowledgedDecisionIsInTheFile()
{
    Random random(20261123);
    QStringList promised;
    for (int n = 0; n < kills(); ++n) {
        const int wanted = 1 + static_cast<int>(random.below(kDecisionsAtMost));
        const int later = static_cast<int>(random.below(40));
        const QStringList told = events(killed(wanted, later, n + 1));
        QVERIFY2(told.size() >= wanted, "the window decided too little");
        promised += told;
        const QString lost = broken(promised);
        QVERIFY2(lost.isEmpty(),
                 qPrintable(QStringLiteral("after kill %1: %2").arg(n + 1).arg(lost)));
    }
    qInfo("%d kills, %d decisions acknowledged, all there", kills(),
          static_cast<int>(promised.size()));
}

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet(kProject)) {
        return runFlows<KillWindow>(argc, argv);
    }
    QStandardPaths::setTestModeEnabled(true);
    const WatchedApplication application(argc, argv);
    return decideUntilKilled();
}

#include "kill_window.moc"
