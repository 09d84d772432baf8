// SPDX-License-Identifier: GPL-3.0-or-later
// Parts opened on demand: found, refused, and both in one program whatever comes first.
#include "bert_reference.h"
#include "nn_support.h"

#include "core/base/module.h"
#include "core/base/sub_word_model.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <cstring>

using namespace triptych;
using namespace triptych::tests;

namespace {

const auto kSpiece = QStringLiteral("golden/tiny-siglip/spiece.model");

Result<SubWordFactory*> subWords(int abi)
{
    const auto symbol = moduleSymbol("triptych_spm", "triptych_spm_create");
    if (!symbol) {
        return fail(symbol);
    }
    return reinterpret_cast<CreateSubWordFactory>(*symbol)(abi);
}

bool encodesAText()
{
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text = smallBert();
    const auto tower = backend().textTower(config, randomBert(config.text), nn::Device::Cpu);
    const std::vector<std::vector<int>> texts = {{1, 2, 3}};
    return tower && (*tower)->encode(texts, {}).has_value() && backend().matrixSpeed() > 0;
}

bool takesWordsApart()
{
    const auto factory = subWords(kSubWordAbi);
    if (!factory || (*factory)->open("no model").has_value()) {
        return false;
    }
    QFile file(sharedFile(kSpiece));
    if (!file.open(QIODevice::ReadOnly)) {
        return true; // garbage was refused: all that can be asked without a model
    }
    const auto model = (*factory)->open(file.readAll().toStdString());
    return model && !(*model)->encode("a photo of a blue dress")->empty();
}

} // namespace

class ModuleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherAbiIsRefused();
    void aMissingModuleSaysWhereItWasLookedFor();
    void aBrokenModuleIsUnsupported();
    void aModuleThatEndsTooEarlyIsUnsupported_data();
    void aModuleThatEndsTooEarlyIsUnsupported();
    void theBackendSaysWhatItIs();
    void bothModulesWorkInEitherOrder_data();
    void bothModulesWorkInEitherOrder();
    void garbageIsNoSubWordModel();
    void aSubWordModelTakesWordsApart();
};

void ModuleTest::anotherAbiIsRefused()
{
    const auto symbol = moduleSymbol("triptych_nn", "triptych_nn_create");
    QVERIFY2(symbol.has_value(), symbol ? "" : describe(symbol.error()).c_str());
    const auto create = reinterpret_cast<nn::CreateBackend>(*symbol);
    QVERIFY(create(nn::kAbi + 1, nullptr) == nullptr);
    QVERIFY(create(nn::kAbi, nullptr) != nullptr);
    QCOMPARE(*moduleSymbol("triptych_nn", "triptych_nn_create"), *symbol);
    const auto factory = subWords(kSubWordAbi + 1);
    QVERIFY(factory.has_value());
    QVERIFY(*factory == nullptr);
}

void ModuleTest::aMissingModuleSaysWhereItWasLookedFor()
{
    const auto missing = moduleSymbol("triptych_nothing", "create");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QCOMPARE(missing.error().subject, std::string("triptych_nothing"));
    QVERIFY(missing.error().detail.find(qgetenv("TRIPTYCH_MODULES").toStdString()) !=
            std::string::npos);
    const auto symbol = moduleSymbol("triptych_spm", "no_such_symbol");
    QVERIFY(!symbol);
    QCOMPARE(symbol.error().code, ErrorCode::Unsupported);
}

void ModuleTest::aBrokenModuleIsUnsupported()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("triptych_nn.so")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a library");
    file.close();
    const QByteArray before = qgetenv("TRIPTYCH_MODULES");
    qputenv("TRIPTYCH_MODULES", folder.path().toUtf8());
    const auto broken = moduleSymbol("triptych_nn", "triptych_nn_create");
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, ErrorCode::Unsupported);
    QVERIFY(!broken.error().detail.empty());
    qputenv("TRIPTYCH_MODULES", before);
    QVERIFY(moduleSymbol("triptych_nn", "triptych_nn_create").has_value()); // not kept
}

void ModuleTest::aModuleThatEndsTooEarlyIsUnsupported_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {1, 10, 50, 99}) {
        QTest::addRow("%d percent of it", percent) << percent;
    }
}

void ModuleTest::aModuleThatEndsTooEarlyIsUnsupported()
{
    QFETCH(int, percent);
    const QTemporaryDir folder;
    const QByteArray before = qgetenv("TRIPTYCH_MODULES");
    const QString copy = folder.filePath(QStringLiteral("triptych_spm.so"));
    QVERIFY(QFile::copy(QString::fromUtf8(before) + QStringLiteral("/triptych_spm.so"), copy));
    const qint64 whole = QFile(copy).size();
    QVERIFY(QFile::resize(copy, whole * percent / 100));
    const auto restored = qScopeGuard([&before]() { qputenv("TRIPTYCH_MODULES", before); });
    qputenv("TRIPTYCH_MODULES", folder.path().toUtf8());
    const auto cut = moduleSymbol("triptych_spm", "triptych_spm_create");
    QVERIFY(!cut);
    QCOMPARE(cut.error().code, ErrorCode::Unsupported);
    QVERIFY(QString::fromStdString(cut.error().detail).contains(QStringLiteral("ends too early")));
}

void ModuleTest::theBackendSaysWhatItIs()
{
    const nn::BackendInfo info = backend().info();
    QVERIFY(info.version.find('.') != std::string::npos);
    QVERIFY(!info.device.empty());
    QVERIFY(info.threads >= 1);
    QVERIFY(backend().matrixSpeed() > 0.1);
}

void ModuleTest::bothModulesWorkInEitherOrder_data()
{
    QTest::addColumn<QString>("order");
    QTest::newRow("LibTorch first") << QStringLiteral("nn-spm");
    QTest::newRow("SentencePiece first") << QStringLiteral("spm-nn");
}

void ModuleTest::bothModulesWorkInEitherOrder()
{
    QFETCH(QString, order);
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--both"), order});
    QVERIFY(child.waitForFinished(120'000));
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QVERIFY2(child.exitCode() == 0, child.readAllStandardError().constData());
}

void ModuleTest::garbageIsNoSubWordModel()
{
    const auto factory = subWords(kSubWordAbi);
    QVERIFY(factory.has_value() && *factory != nullptr);
    for (const std::string& bytes : {std::string(), std::string("garbage"),
                                     std::string(5000, '\xff'), std::string(100, '\0')}) {
        const auto model = (*factory)->open(bytes);
        QVERIFY(!model);
        QCOMPARE(model.error().code, ErrorCode::Unreadable);
    }
}

void ModuleTest::aSubWordModelTakesWordsApart()
{
    QFile file(sharedFile(kSpiece));
    if (!file.open(QIODevice::ReadOnly)) {
        QSKIP("the golden sub-word model is not here");
    }
    const QByteArray bytes = file.readAll();
    const auto model = (*subWords(kSubWordAbi))->open(bytes.toStdString());
    QVERIFY2(model.has_value(), model ? "" : describe(model.error()).c_str());
    QCOMPARE((*model)->vocabulary(), std::size_t{1000});
    QVERIFY((*model)->unknownId() >= 0);
    for (const std::string& text :
         {std::string("a photo of a blue dress"), std::string("黒ではなく青"),
          std::string("\xff\xfe broken"), std::string(100'000, 'x')}) {
        const auto ids = (*model)->encode(text);
        QVERIFY(ids.has_value());
        QVERIFY(!ids->empty());
        for (const int id : *ids) {
            QVERIFY(id >= 0 && id < 1000);
        }
    }
    QVERIFY((*model)->encode("")->empty());
    QVERIFY(!(*subWords(kSubWordAbi))->open(bytes.left(bytes.size() / 2).toStdString()));
}

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsEmpty("TRIPTYCH_MODULES")) {
        qputenv("TRIPTYCH_MODULES", TRIPTYCH_BUILD_DIR "/lib/triptych");
    }
    if (argc == 3 && std::strcmp(argv[1], "--both") == 0) {
        const bool torchFirst = std::strcmp(argv[2], "nn-spm") == 0;
        const bool first = torchFirst ? encodesAText() : takesWordsApart();
        const bool second = torchFirst ? takesWordsApart() : encodesAText();
        return first && second && encodesAText() && takesWordsApart() ? 0 : 1;
    }
    ModuleTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "module_test.moc"
