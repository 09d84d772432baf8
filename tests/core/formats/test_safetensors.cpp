// SPDX-License-Identifier: GPL-3.0-or-later
// Safetensors and members of zips: what is written comes back, what lies is refused.
#include "tests/core/formats/test_safetensors.h"

#include "core/formats/safetensors.h"
#include "tests/core/formats/files.h"
#include "tests/core/formats/torch_bytes.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

std::string file(const std::string& header, const std::string& data)
{
    const std::uint64_t length = header.size();
    std::string out(sizeof length, '\0');
    std::memcpy(out.data(), &length, sizeof length);
    return out + header + data;
}

std::string wordOf(const TensorView& view)
{
    return {reinterpret_cast<const char*>(view.bytes.data()), view.bytes.size()};
}

std::map<std::string, OwnedTensor> someTensors()
{
    return {{"b.weight", {TensorType::F32, {2, 3}, bytesOf({1, 2, 3, 4, 5, std::nanf("")})}},
            {"a", {TensorType::F16, {}, std::string("\x00\x3c", 2)}},
            {"nothing", {TensorType::I64, {0, 7}, ""}},
            {"Ünï", {TensorType::U8, {3}, "xyz"}}};
}

// Reads everything that the file offers; the views lie where memory is.
std::size_t readAll(const std::filesystem::path& path)
{
    std::size_t sum = 0;
    if (const auto source = openSafetensors(path)) {
        for (const auto& name : (*source)->names()) {
            if (const auto view = (*source)->tensor(name)) {
                for (const std::byte byte : view->bytes) {
                    sum += static_cast<std::size_t>(byte);
                }
            }
        }
    }
    return sum;
}

} // namespace

void TestSafetensors::whatWasWrittenIsReadBack()
{
    const Files files;
    const auto path = files.path("a.safetensors");
    const auto tensors = someTensors();
    VERIFY_OK(writeSafetensors(path, tensors, {{"format", "pt"}, {"licence", "Apache-2.0"}}));
    const auto source = openSafetensors(path);
    VERIFY_OK(source);
    QCOMPARE((*source)->names(), (std::vector<std::string>{"a", "b.weight", "nothing", "Ünï"}));
    for (const auto& [name, tensor] : tensors) {
        const auto view = (*source)->tensor(name);
        VERIFY_OK(view);
        QVERIFY((*source)->has(name));
        QCOMPARE(view->type, tensor.type);
        QCOMPARE(view->shape, tensor.shape);
        QCOMPARE(wordOf(*view), tensor.bytes); // what is not finite stays for its reader to refuse
    }
    QVERIFY(!(*source)->has("c"));
    QCOMPARE((*source)->tensor("c").error().code, ErrorCode::NotFound);
    QCOMPARE((*source)->tensor("c").error().subject, std::string("c"));
    const auto metadata = safetensorsMetadata(path);
    VERIFY_OK(metadata);
    QCOMPARE(*metadata,
             (std::map<std::string, std::string>{{"format", "pt"}, {"licence", "Apache-2.0"}}));
}

void TestSafetensors::sameContentGivesTheSameBytes()
{
    const Files files;
    VERIFY_OK(writeSafetensors(files.path("a.safetensors"), someTensors(), {{"k", "v"}}));
    VERIFY_OK(writeSafetensors(files.path("b.safetensors"), someTensors(), {{"k", "v"}}));
    const auto bytes = Files::read(files.path("a.safetensors"));
    QCOMPARE(Files::read(files.path("b.safetensors")), bytes);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    QCOMPARE(length % 8, 0U);
    VERIFY_OK(writeSafetensors(files.path("none.safetensors"), {}, {}));
    QVERIFY(safetensorsMetadata(files.path("none.safetensors")).value().empty());
}

void TestSafetensors::tensorsThatCannotBeAreNotWritten()
{
    const Files files;
    const auto path = files.path("a.safetensors");
    const std::vector<std::map<std::string, OwnedTensor>> wrong = {
        {{"a", {TensorType::F32, {2}, "abc"}}},
        {{"a", {TensorType::F32, {-1}, ""}}},
        {{"__metadata__", {TensorType::U8, {1}, "a"}}},
        {{"\xFF", {TensorType::U8, {1}, "a"}}}};
    for (const auto& tensors : wrong) {
        const auto written = writeSafetensors(path, tensors, {});
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::BadArgument);
        QVERIFY(!std::filesystem::exists(path));
    }
}

void TestSafetensors::liesOfTheHeaderAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const std::string& bytes, ErrorCode code) {
        QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))
                            << static_cast<int>(code);
    };
    const auto tensor = [](const std::string& type, const std::string& shape,
                           const std::string& offsets) {
        return R"({"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets +
               "}";
    };
    const auto one = [&](const std::string& type, const std::string& shape,
                         const std::string& offsets) {
        return file(R"({"a":)" + tensor(type, shape, offsets) + "}", "12345678");
    };
    row("empty", "", ErrorCode::Empty);
    row("2^63", std::string("\0\0\0\0\0\0\0\x80", 8) + "{}", ErrorCode::TooLarge);
    row("2^64-1", std::string(8, '\xFF') + "{}", ErrorCode::TooLarge);
    row("header longer than the file", std::string("\x09\0\0\0\0\0\0\0", 8) + "{}",
        ErrorCode::Truncated);
    row("no JSON", file("{\"a\":", ""), ErrorCode::BadFormat);
    row("not an object", file("[]", ""), ErrorCode::BadFormat);
    row("deep", file("{\"a\":" + std::string(1'000'000, '['), ""), ErrorCode::BadFormat);
    row("deep and closed",
        file("{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}", ""),
        ErrorCode::BadFormat);
    row("negative", one("F32", "[-2]", "[0,8]"), ErrorCode::BadFormat);
    row("fraction", one("F32", "[2.5]", "[0,8]"), ErrorCode::BadFormat);
    row("product overflows", one("F32", "[4294967296,4294967296,2]", "[0,8]"),
        ErrorCode::BadFormat);
    row("bytes overflow", one("F32", "[4611686018427387906]", "[0,8]"), ErrorCode::BadFormat);
    row("size over 2^63", one("F32", "[18446744073709551615]", "[0,8]"), ErrorCode::BadFormat);
    row("too few bytes", one("F32", "[3]", "[0,8]"), ErrorCode::BadFormat);
    row("backwards", one("F32", "[2]", "[8,0]"), ErrorCode::BadFormat);
    row("three offsets", one("F32", "[2]", "[0,8,8]"), ErrorCode::BadFormat);
    row("past the end", one("F32", "[4]", "[0,16]"), ErrorCode::Truncated);
    row("far past the end", one("U8", "[9223372036854775807]", "[0,9223372036854775807]"),
        ErrorCode::Truncated);
    row("a type of no kind", one("Q7", "[2]", "[0,8]"), ErrorCode::Unsupported);
    row("bytes of nobody", one("F32", "[1]", "[0,4]"), ErrorCode::BadFormat);
    row("a gap in front", one("F32", "[1]", "[4,8]"), ErrorCode::BadFormat);
    row("no type", file(R"({"a":{"shape":[0],"data_offsets":[0,0]}})", ""), ErrorCode::BadFormat);
    row("a number for a tensor", file(R"({"a":1})", ""), ErrorCode::BadFormat);
    row("metadata that is no text", file(R"({"__metadata__":{"a":1}})", ""), ErrorCode::BadFormat);
    row("shared bytes",
        file(R"({"a":)" + tensor("U8", "[8]", "[0,8]") + R"(,"b":)" + tensor("U8", "[4]", "[2,6]") +
                 "}",
             "12345678"),
        ErrorCode::BadFormat);
    row("the same name twice",
        file(R"({"a":)" + tensor("U8", "[4]", "[0,4]") + R"(,"a":)" + tensor("U8", "[8]", "[0,8]") +
                 "}",
             "12345678"),
        ErrorCode::BadFormat);
}

void TestSafetensors::liesOfTheHeaderAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const Files files;
    const auto path = files.write("a.safetensors", bytes.toStdString());
    const auto source = openSafetensors(path);
    QVERIFY(!source);
    QCOMPARE(errorCodeName(source.error().code), errorCodeName(static_cast<ErrorCode>(code)));
    QCOMPARE(source.error().subject, path.string());
    QVERIFY(!source.error().detail.empty());
}

void TestSafetensors::everyTruncationIsRefused()
{
    const Files files;
    const auto path = files.path("a.safetensors");
    VERIFY_OK(writeSafetensors(path, someTensors(), {{"k", "v"}}));
    const auto bytes = Files::read(path);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto source = openSafetensors(files.write("cut.safetensors", bytes.substr(0, size)));
        QVERIFY(!source);
        QCOMPARE(source.error().code, size == 0 ? ErrorCode::Empty : ErrorCode::Truncated);
    }
}

void TestSafetensors::flippedBitsAreReadOrRefused()
{
    const Files files;
    const auto path = files.path("a.safetensors");
    VERIFY_OK(writeSafetensors(path, someTensors(), {{"k", "v"}}));
    const auto bytes = Files::read(path);
    std::size_t sum = 0;
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 7) { // every byte, each bit in turn
        auto flipped = bytes;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        sum += readAll(files.write("flipped.safetensors", flipped));
    }
    QVERIFY(sum > 0);
}

void TestSafetensors::typesThatNothingReadsAreNamedWhenAskedFor()
{
    const Files files;
    const auto path = files.write("a.safetensors",
                                  file(R"({"a":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]},)"
                                       R"("b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}})",
                                       "abc"));
    const auto source = openSafetensors(path);
    VERIFY_OK(source);
    VERIFY_OK((*source)->tensor("b"));
    const auto refused = (*source)->tensor("a");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
    QVERIFY(refused.error().detail.find("BOOL") != std::string::npos);
}

void TestSafetensors::shardsAreOneModel()
{
    const Files files;
    VERIFY_OK(
        writeSafetensors(files.path("m-1.safetensors"), {{"a", {TensorType::U8, {1}, "x"}}}, {}));
    VERIFY_OK(
        writeSafetensors(files.path("m-2.safetensors"), {{"b", {TensorType::U8, {2}, "yz"}}}, {}));
    const auto source = openSafetensors(files.write(
        "model.safetensors.index.json",
        R"({"metadata":{},"weight_map":{"b":"m-2.safetensors","a":"m-1.safetensors"}})"));
    VERIFY_OK(source);
    QCOMPARE((*source)->names(), (std::vector<std::string>{"a", "b"}));
    QCOMPARE(wordOf((*source)->tensor("b").value()), std::string("yz"));
    QCOMPARE((*source)->tensor("c").error().code, ErrorCode::NotFound);
}

void TestSafetensors::shardsThatLieAreRefused()
{
    const Files files;
    VERIFY_OK(
        writeSafetensors(files.path("m.safetensors"), {{"a", {TensorType::U8, {1}, "x"}}}, {}));
    const std::vector<std::pair<std::string, ErrorCode>> wrong = {
        {R"({"weight_map":{"a":"../m.safetensors"}})", ErrorCode::BadFormat},
        {R"({"weight_map":{"a":"/etc/passwd"}})", ErrorCode::BadFormat},
        {R"({"weight_map":{"a":"gone.safetensors"}})", ErrorCode::NotFound},
        {R"({"weight_map":{"b":"m.safetensors"}})", ErrorCode::BadFormat},
        {R"({"weight_map":{"a":1}})", ErrorCode::BadFormat},
        {R"({"weight_map":[]})", ErrorCode::BadFormat},
        {"{", ErrorCode::BadFormat}};
    for (const auto& [index, code] : wrong) {
        const auto source = openSafetensors(files.write("m.index.json", index));
        QVERIFY(!source);
        QCOMPARE(errorCodeName(source.error().code), errorCodeName(code));
    }
}

void TestSafetensors::membersOfZipsAreReadUpToALimit()
{
    const Files files;
    const auto zip = files.path("a.whl");
    const std::string large(100'000, 'x');
    writeZip(zip, {{"a/METADATA", "Name: a\n"}, {"a/large", large}}, true);
    QCOMPARE(readZipMember(zip, "a/METADATA", 100).value(), std::string("Name: a\n"));
    QCOMPARE(readZipMember(zip, "a/large", large.size()).value(), large);
    QCOMPARE(readZipMember(zip, "a/large", large.size() - 1).error().code, ErrorCode::TooLarge);
    QCOMPARE(readZipMember(zip, "a/none", 100).error().code, ErrorCode::NotFound);
    QCOMPARE(readZipMember(files.path("gone"), "a", 100).error().code, ErrorCode::NotFound);
    QCOMPARE(readZipMember(files.write("b", "PK\x03\x04 no zip"), "a", 100).error().code,
             ErrorCode::BadFormat);
    const auto bytes = Files::read(zip);
    for (std::size_t size = 0; size < bytes.size(); size += 3) {
        const auto cut = files.write("cut.whl", bytes.substr(0, size));
        QVERIFY(!readZipMember(cut, "a/large", large.size()));
    }
}

void TestSafetensors::realWeightsAreOpened()
{
    const auto path = realData() / "golden/tiny-clip/model.safetensors";
    if (!std::filesystem::exists(path)) {
        QSKIP("the golden models are not here");
    }
    const auto source = openSafetensors(path);
    VERIFY_OK(source);
    const auto words = (*source)->tensor("text_model.embeddings.token_embedding.weight");
    VERIFY_OK(words);
    QCOMPARE(words->type, TensorType::F16);
    QCOMPARE(words->shape, (std::vector<std::int64_t>{49408, 32}));
    QCOMPARE(safetensorsMetadata(path).value().at("format"), std::string("pt"));
}
