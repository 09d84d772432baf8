// SPDX-License-Identifier: GPL-3.0-or-later
// Zips and streams of torch.save, made byte by byte; bombs in them stay unexploded.
#include "tests/core/formats/test_torch_file.h"

#include "core/base/random.h"
#include "core/formats/safetensors.h"
#include "tests/core/formats/files.h"
#include "tests/core/formats/torch_bytes.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <cstring>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

std::vector<float> floatsOf(const WeightSource& source, const std::string& name)
{
    const auto view = source.tensor(name);
    if (!view || view->type != TensorType::F32) {
        return {};
    }
    std::vector<float> out(view->bytes.size() / sizeof(float));
    if (!out.empty()) {
        std::memcpy(out.data(), view->bytes.data(), view->bytes.size());
    }
    return out;
}

// OrderedDict with `_metadata`, as a state_dict is written: a 2×3 matrix, its transposed view, a
// vector and a counter.
std::string stateDict()
{
    Pickle pickle;
    pickle.global("collections", "OrderedDict").raw(")R(");
    pickle.text("w").tensor("FloatStorage", "0", 6, 0, {2, 3}, {3, 1});
    pickle.text("wt").tensor("FloatStorage", "0", 6, 0, {3, 2}, {1, 3});
    pickle.text("b").tensor("FloatStorage", "0", 6, 4, {2}, {1});
    pickle.text("epoch").number(7);
    pickle.raw("u}").text("_metadata").global("collections", "OrderedDict").raw(")Rsb");
    return pickle.done();
}

std::map<std::string, std::string> sixFloats()
{
    return {{"0", bytesOf({1, 2, 3, 4, 5, 6})}};
}

// Every spelling of the same file.
std::vector<std::filesystem::path> written(const Files& files, const std::string& pickle)
{
    writeTorchZip(files.path("stored.pt"), pickle, sixFloats());
    writeTorchZip(files.path("deflated.pt"), pickle, sixFloats(), true);
    return {files.path("stored.pt"), files.path("deflated.pt"),
            files.write("stream.pth", torchStream(pickle, sixFloats(), 4))};
}

std::string oneTensor(std::int64_t count, std::int64_t offset,
                      const std::vector<std::int64_t>& shape,
                      const std::vector<std::int64_t>& strides)
{
    return Pickle()
        .raw("}")
        .text("a")
        .tensor("FloatStorage", "0", count, offset, shape, strides)
        .raw("s")
        .done();
}

} // namespace

void TestTorchFile::stateDictIsReadFromAZipAndFromAStream()
{
    const Files files;
    for (const auto& path : written(files, stateDict())) {
        const auto source = openTorchFile(path);
        VERIFY_OK(source);
        QCOMPARE((*source)->names(), (std::vector<std::string>{"b", "w", "wt"}));
        QCOMPARE((*source)->tensor("w")->shape, (std::vector<std::int64_t>{2, 3}));
        QCOMPARE(floatsOf(**source, "w"), (std::vector<float>{1, 2, 3, 4, 5, 6}));
        QVERIFY(!(*source)->has("epoch"));
        QCOMPARE((*source)->tensor("epoch").error().code, ErrorCode::NotFound);
    }
}

void TestTorchFile::checkpointsHoldTheirStateDict()
{
    const Files files;
    for (const char* key : {"state_dict", "model"}) {
        Pickle pickle;
        pickle.raw("}(").text("epoch").number(3).text(key).raw("}").text("a");
        pickle.tensor("FloatStorage", "0", 6, 0, {6}, {1}).raw("su");
        writeTorchZip(files.path("a.pt"), pickle.done(), sixFloats());
        const auto source = openTorchFile(files.path("a.pt"));
        VERIFY_OK(source);
        QCOMPARE((*source)->names(), std::vector<std::string>{"a"});
    }
}

void TestTorchFile::transposedTensorsBecomeContiguous()
{
    const Files files;
    for (const auto& path : written(files, stateDict())) {
        const auto source = openTorchFile(path);
        VERIFY_OK(source);
        QCOMPARE((*source)->tensor("wt")->shape, (std::vector<std::int64_t>{3, 2}));
        QCOMPARE(floatsOf(**source, "wt"), (std::vector<float>{1, 4, 2, 5, 3, 6}));
    }
}

void TestTorchFile::sharedStoragesGiveEachItsPart()
{
    const Files files;
    for (const auto& path : written(files, stateDict())) {
        const auto source = openTorchFile(path);
        VERIFY_OK(source);
        QCOMPARE(floatsOf(**source, "b"), (std::vector<float>{5, 6}));
    }
}

void TestTorchFile::scriptedModulesGiveDottedNames()
{
    const Files files;
    Pickle pickle;
    pickle.global("__torch__.multimodal", "Multimodal").raw(")\x81}(");
    pickle.text("training").raw("\x89").text("sizes").global("torch.jit._pickle", "build_intlist");
    pickle.raw("](").number(1).raw("e\x85R");
    pickle.text("visual").global("__torch__.___torch_mangle_3.torch.nn", "Conv2d").raw(")\x81}(");
    pickle.text("weight").tensor("FloatStorage", "0", 6, 0, {3, 2}, {2, 1}).raw("ub");
    pickle.text("scale").tensor("FloatStorage", "0", 6, 5, {}, {}).raw("ub");
    writeTorchZip(files.path("a.pt"), pickle.done(), sixFloats());
    const auto source = openTorchFile(files.path("a.pt"));
    VERIFY_OK(source);
    QCOMPARE((*source)->names(), (std::vector<std::string>{"scale", "visual.weight"}));
    QCOMPARE(floatsOf(**source, "scale"), std::vector<float>{6});
}

void TestTorchFile::callsAreRefusedAndNamed_data()
{
    QTest::addColumn<QByteArray>("pickle");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const std::string& pickle, const char* named) {
        QTest::newRow(name) << QByteArray(pickle.data(), static_cast<qsizetype>(pickle.size()))
                            << QByteArray(named);
    };
    row("reduce", Pickle().global("os", "system").raw("(").text("touch /tmp/x").raw("tR").done(),
        "os.system");
    row("stack global",
        Pickle().text("posix").text("system").raw("\x93(").text("ls").raw("tR").done(),
        "posix.system");
    row("instance", Pickle().raw("(").text("ls").raw("ios\nsystem\n").done(), "os.system");
    row("builtins", Pickle().global("builtins", "eval").done(), "builtins.eval");
    row("bytes that are pickles", Pickle().global("torch.storage", "_load_from_bytes").done(),
        "torch.storage._load_from_bytes");
    row("a class", Pickle().global("torchvision.models.resnet", "ResNet").raw(")\x81").done(),
        "torchvision.models.resnet.ResNet");
    row("a state of its own", Pickle().raw("]").raw("}b").done(), "state");
    row("an object of a known name",
        Pickle().global("collections", "OrderedDict").raw(")\x81").done(),
        "collections.OrderedDict");
    row("a call of a module", Pickle().global("__torch__.a", "B").raw(")R").done(),
        "__torch__.a.B");
    row("extension", Pickle().raw("\x82\x01").done(), "130");
}

void TestTorchFile::callsAreRefusedAndNamed()
{
    QFETCH(QByteArray, pickle);
    QFETCH(QByteArray, named);
    const Files files;
    for (const auto& path : written(files, pickle.toStdString())) {
        const auto source = openTorchFile(path);
        QVERIFY(!source);
        QCOMPARE(errorCodeName(source.error().code), errorCodeName(ErrorCode::Unsupported));
        QVERIFY2(source.error().detail.find(named.toStdString()) != std::string::npos,
                 source.error().detail.c_str());
        QCOMPARE(source.error().subject, path.string());
    }
}

void TestTorchFile::bigEndianFilesAreRefused()
{
    const Files files;
    const auto stream =
        files.write("big.pth", torchStream(stateDict(), sixFloats(), 4, /*littleEndian*/ false));
    QCOMPARE(openTorchFile(stream).error().code, ErrorCode::Unsupported);
    const auto zip = files.path("big.pt");
    writeZip(
        zip,
        {{"a/data.pkl", stateDict()}, {"a/byteorder", "big"}, {"a/data/0", std::string(24, 'x')}},
        false);
    QCOMPARE(openTorchFile(zip).error().code, ErrorCode::Unsupported);
}

void TestTorchFile::tensorsOutsideTheirStorageAreRefused_data()
{
    QTest::addColumn<QByteArray>("pickle");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const std::string& pickle, ErrorCode code) {
        QTest::newRow(name) << QByteArray(pickle.data(), static_cast<qsizetype>(pickle.size()))
                            << static_cast<int>(code);
    };
    constexpr std::int64_t kHuge = std::int64_t{1} << 62;
    row("too long", oneTensor(6, 0, {7}, {1}), ErrorCode::BadFormat);
    row("offset", oneTensor(6, 6, {1}, {1}), ErrorCode::BadFormat);
    row("negative offset", oneTensor(6, -1, {1}, {1}), ErrorCode::BadFormat);
    row("stride", oneTensor(6, 0, {2, 2}, {5, 2}), ErrorCode::BadFormat);
    row("negative stride", oneTensor(6, 5, {2}, {-1}), ErrorCode::BadFormat);
    row("negative size", oneTensor(6, 0, {-1}, {1}), ErrorCode::BadFormat);
    row("overflow", oneTensor(6, 0, {3, 2}, {kHuge, kHuge}), ErrorCode::BadFormat);
    row("product overflows", oneTensor(6, 0, {kHuge, kHuge}, {0, 0}), ErrorCode::BadFormat);
    row("fewer strides", oneTensor(6, 0, {2, 3}, {1}), ErrorCode::BadFormat);
    row("repeated without end", oneTensor(6, 0, {1'000'000'000}, {0}), ErrorCode::TooLarge);
    row("storage that is shorter", oneTensor(7, 0, {6}, {1}), ErrorCode::Truncated);
    row("storage that is longer", oneTensor(5, 0, {5}, {1}), ErrorCode::BadFormat);
    row("storage that cannot be", oneTensor(kHuge, 0, {6}, {1}), ErrorCode::BadFormat);
}

void TestTorchFile::tensorsOutsideTheirStorageAreRefused()
{
    QFETCH(QByteArray, pickle);
    QFETCH(int, code);
    const Files files;
    writeTorchZip(files.path("a.pt"), pickle.toStdString(), sixFloats());
    const auto source = openTorchFile(files.path("a.pt"));
    QVERIFY(!source);
    QCOMPARE(errorCodeName(source.error().code), errorCodeName(static_cast<ErrorCode>(code)));
    const auto stream = files.write("a.pth", torchStream(pickle.toStdString(), sixFloats(), 4));
    QVERIFY(!openTorchFile(stream));
}

void TestTorchFile::everyTruncationIsRefused()
{
    const Files files;
    for (const auto& path : written(files, stateDict())) {
        const auto bytes = Files::read(path);
        const std::size_t step = path.extension() == ".pth" ? 1 : 5;
        for (std::size_t size = 0; size < bytes.size(); size += step) {
            QVERIFY2(!openTorchFile(files.write("cut", bytes.substr(0, size))),
                     (path.string() + " at " + std::to_string(size)).c_str());
        }
    }
}

void TestTorchFile::flippedBitsAreReadOrRefused()
{
    const Files files;
    Random random(7);
    std::size_t read = 0;
    for (const auto& path : written(files, stateDict())) {
        const auto bytes = Files::read(path);
        for (int round = 0; round < 250; ++round) {
            auto flipped = bytes;
            for (auto n = random.below(3) + 1; n > 0; --n) {
                const auto bit = random.below(flipped.size() * 8);
                flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            }
            if (const auto source = openTorchFile(files.write("flipped", flipped))) {
                for (const auto& name : (*source)->names()) {
                    read += (*source)->tensor(name)->bytes.size();
                    (void)floatsOf(**source, name);
                }
            }
        }
    }
    QVERIFY(read > 0);
}

void TestTorchFile::valuesWithinValuesDoNotExplode()
{
    const Files files;
    // A list of two of the list before it, forty times: 2^40 values if one walked through.
    Pickle doubling;
    doubling.raw("]q").raw(std::string(1, '\0'));
    for (char i = 1; i < 40; ++i) {
        doubling.raw("](h").raw(std::string(1, static_cast<char>(i - 1)));
        doubling.raw("h").raw(std::string(1, static_cast<char>(i - 1)));
        doubling.raw("eq").raw(std::string(1, i));
    }
    // The same of modules, whose parts are walked through.
    Pickle modules;
    modules.global("__torch__", "M").raw(")\x81q").raw(std::string(1, '\0'));
    for (char i = 1; i < 40; ++i) {
        modules.global("__torch__", "M").raw(")\x81}(");
        for (const char* name : {"a", "b"}) {
            modules.text(name).raw("h").raw(std::string(1, static_cast<char>(i - 1)));
        }
        modules.raw("ubq").raw(std::string(1, i));
    }
    // More values than any model has.
    const std::string many = Pickle().raw(std::string(3'000'000, ')')).done();
    QElapsedTimer timer;
    timer.start();
    for (const auto& pickle : {doubling.done(), modules.done(), many}) {
        for (const auto& path : written(files, pickle)) {
            QVERIFY(!openTorchFile(path));
        }
    }
    QVERIFY(timer.elapsed() < 60'000);
}

void TestTorchFile::modulesInCirclesAreRefused()
{
    const Files files;
    Pickle pickle;
    pickle.global("__torch__", "M").raw(")\x81q").raw(std::string(1, '\0'));
    pickle.raw("}").text("self").raw("h").raw(std::string(1, '\0')).raw("sb");
    for (const auto& path : written(files, pickle.done())) {
        QVERIFY(!openTorchFile(path));
    }
    writeTorchZip(files.path("a.pt"), pickle.done(), {});
    QCOMPARE(openTorchFile(files.path("a.pt")).error().code, ErrorCode::TooLarge);
}

void TestTorchFile::otherFilesAreRefused()
{
    const Files files;
    QCOMPARE(openTorchFile(files.path("gone.pt")).error().code, ErrorCode::NotFound);
    QCOMPARE(openTorchFile(files.write("empty.pt", "")).error().code, ErrorCode::Empty);
    QCOMPARE(openTorchFile(files.write("a.pt", "text")).error().code, ErrorCode::BadFormat);
    QCOMPARE(openTorchFile(files.write("b.pt", Pickle().raw("N").done())).error().code,
             ErrorCode::BadFormat);
    QCOMPARE(openTorchFile(files.path("")).error().code, ErrorCode::BadArgument);
    writeZip(files.path("c.pt"), {{"a/other", "x"}}, false);
    QCOMPARE(openTorchFile(files.path("c.pt")).error().code, ErrorCode::BadFormat);
    // A file that unpacks to far more than weights do.
    writeZip(files.path("d.pt"), {{"a/data.pkl", std::string(80U << 20U, '0')}}, true);
    QCOMPARE(openTorchFile(files.path("d.pt")).error().code, ErrorCode::TooLarge);
}
