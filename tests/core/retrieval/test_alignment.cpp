// SPDX-License-Identifier: GPL-3.0-or-later
// Alignments and composed queries on a drawn world: garments whose vectors say shape and colour.
#include "core/retrieval/alignment.h"
#include "core/retrieval/composed_query.h"

#include "core/base/random.h"
#include "core/base/sha256.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace triptych;
using namespace triptych::retrieval;

namespace {

constexpr std::size_t kShapes = 12;
constexpr std::size_t kText = 48;
constexpr auto kColours = std::to_array<std::string_view>({"black", "blue", "red", "green"});

// A word is its own direction; "crimson" lies beside "red". A sentence is the sum of its words.
class DrawnTexts final : public TextEmbedder
{
public:
    Result<Matrix> embed(std::span<const std::string> texts) override
    {
        Matrix out(texts.size(), kText);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            std::string word;
            for (const char c : texts[i] + " ") {
                if (c != ' ') {
                    word += c;
                } else if (!word.empty()) {
                    add(word, out.row(i));
                    word.clear();
                }
            }
            double sum = 0;
            for (const float value : out.row(i)) {
                sum += static_cast<double>(value * value);
            }
            for (float& value : out.row(i)) {
                value /= static_cast<float>(std::sqrt(std::max(sum, 1e-12)));
            }
        }
        return out;
    }

private:
    static void add(const std::string& word, std::span<float> row)
    {
        Random own(7, word);
        Random near(7, word == "crimson" ? "red" : word);
        for (float& value : row) {
            const double mixed = 0.85 * (near.real() - 0.5) + 0.15 * (own.real() - 0.5);
            value += static_cast<float>(mixed);
        }
    }
};

struct World
{
    nn::EncoderInfo info;
    Matrix global;
    Matrix seen;
    AlignmentInput input;

    explicit World(bool labels)
    {
        info.id = "drawn";
        info.imageDimension = kShapes + kColours.size();
        info.textDimension = kText;
        global = Matrix(kShapes * kColours.size(), info.imageDimension);
        for (std::size_t shape = 0; shape < kShapes; ++shape) {
            for (std::size_t colour = 0; colour < kColours.size(); ++colour) {
                const std::size_t image = shape * kColours.size() + colour;
                global.row(image)[shape] = 0.8F;
                global.row(image)[kShapes + colour] = 0.6F;
                input.products.push_back("p" + std::to_string(shape));
                if (labels) {
                    input.words.push_back({image, "colour", std::string(kColours[colour]), 1});
                }
            }
        }
        seen = Matrix(global.rows, 0);
        bind();
    }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // Colours measured from pixels, as `seen` tells them.
    void measure()
    {
        info.seenNames.assign(kColours.begin(), kColours.end());
        seen = Matrix(global.rows, kColours.size());
        for (std::size_t i = 0; i < global.rows; ++i) {
            seen.row(i)[i % kColours.size()] = 1;
        }
    }
    void bind()
    {
        input.encoder = &info;
        input.global = &global;
        input.seen = &seen;
    }
};

using Fitted = std::shared_ptr<const Alignment>;

std::size_t bestOf(const World& world, const Alignment& alignment, Method method,
                   const ComposedInput& input, std::size_t without)
{
    DrawnTexts texts;
    const auto query = compose(method, input, alignment, texts);
    const auto aligned = alignment.project(world.global, world.seen);
    std::size_t best = without;
    double most = -10;
    for (std::size_t i = 0; i < world.global.rows; ++i) {
        double score = 0;
        for (std::size_t c = 0; c < query->image.size(); ++c) {
            score += static_cast<double>(query->image[c] * world.global.row(i)[c]);
        }
        for (std::size_t c = 0; c < query->aligned.size(); ++c) {
            score += static_cast<double>(query->aligned[c] * aligned->row(i)[c]);
        }
        if (i != without && score > most) {
            most = score;
            best = i;
        }
    }
    return best;
}

std::size_t answer(const World& world, const Alignment& alignment, std::size_t reference,
                   const std::string& text, Method method = Method::Aligned)
{
    ComposedInput input;
    input.references.push_back({world.global.row(reference), 1.0});
    input.texts.push_back({text, 1.0});
    return bestOf(world, alignment, method, input, reference);
}

} // namespace

class TestAlignment : public QObject
{
    Q_OBJECT

private:
    DrawnTexts m_texts;

    Fitted fitted(const World& world, std::uint64_t seed = 0)
    {
        AlignmentOptions options;
        options.seed = seed;
        auto made = Alignment::fit(world.input, m_texts, options, {});
        if (!made) {
            qWarning("%s", describe(made.error()).c_str());
            return nullptr;
        }
        return *made;
    }

private Q_SLOTS:
    void theWantedColourOfTheSameShapeComesFirst()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        QVERIFY(alignment->labelled());
        QVERIFY(alignment->report().validation > 0.9);
        for (std::size_t shape = 0; shape < kShapes; ++shape) {
            const std::size_t black = shape * 4;
            QCOMPARE(answer(world, *alignment, black, "the same one in green please"), black + 3);
            QCOMPARE(answer(world, *alignment, black + 3, "not green but red"), black + 2);
        }
    }

    void theOrderOfFromAndToTurnsTheAnswerAround()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        const std::size_t red = 2;
        QCOMPARE(answer(world, *alignment, red, "change it from black to blue"), std::size_t{1});
        QCOMPARE(answer(world, *alignment, red, "change it from blue to black"), std::size_t{0});
        const auto side = alignment->modification(m_texts, "change it from black to blue", "");
        QVERIFY(side);
        QCOMPARE(side->wanted, (std::vector<std::string>{"blue"}));
        QCOMPARE(side->unwanted, (std::vector<std::string>{"black"}));
    }

    void aWordThatWasNeverSeenGoesToItsNeighbour()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        QCOMPARE(answer(world, *alignment, 0, "I want it crimson"), std::size_t{2});
    }

    void withoutLabelsMeasuredColoursAnswer()
    {
        World world(false);
        world.measure();
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        QVERIFY(!alignment->labelled());
        QCOMPARE(answer(world, *alignment, 4, "blue instead of black"), std::size_t{5});
        QCOMPARE(answer(world, *alignment, 4, "crimson"), std::size_t{6});
    }

    void aNegativeTextIsUnwanted()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        const auto side = alignment->modification(m_texts, "", "black");
        QVERIFY(side);
        QCOMPARE(side->unwanted, (std::vector<std::string>{"black"}));
        const auto forIt = alignment->modification(m_texts, "black", "");
        double product = 0;
        for (std::size_t i = 0; i < side->vector.size(); ++i) {
            product += static_cast<double>(side->vector[i] * forIt->vector[i]);
        }
        QVERIFY(product < -0.99);
    }

    void rowsAreOfUnitLength()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        const auto aligned = alignment->project(world.global, world.seen);
        QVERIFY(aligned);
        QCOMPARE(aligned->columns, alignment->dimension());
        for (std::size_t i = 0; i < aligned->rows; ++i) {
            double sum = 0;
            for (const float value : aligned->row(i)) {
                sum += static_cast<double>(value * value);
            }
            QVERIFY(std::abs(sum - 1) < 1e-5);
        }
    }

    void sameInputAndSeedMakeTheSameBytes()
    {
        const World world(true);
        const auto first = fitted(world, 3);
        const auto second = fitted(world, 3);
        QVERIFY(first && second);
        QCOMPARE(first->id(), second->id());
        World other(true);
        other.input.words.pop_back();
        QVERIFY(fitted(other, 3)->id() != first->id());
    }

    void partsMakeTheSameAlignmentAgain()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        const auto again = Alignment::fromParts(alignment->parts());
        QVERIFY(again);
        QCOMPARE((*again)->id(), alignment->id());
        QCOMPARE((*again)->project(world.global, world.seen)->values,
                 alignment->project(world.global, world.seen)->values);
        QCOMPARE((*again)->modification(m_texts, "from red to blue", "")->vector,
                 alignment->modification(m_texts, "from red to blue", "")->vector);
        QCOMPARE((*again)->alignedWeights().text, alignment->alignedWeights().text);
    }

    void partsThatAreMissingOrMisshapenAreRefused()
    {
        const World world(true);
        const auto parts = fitted(world)->parts();
        for (const auto& [name, value] : parts.values) {
            auto less = parts;
            less.values.erase(name);
            QCOMPARE(Alignment::fromParts(less).error().code, ErrorCode::BadFormat);
            less.values[name] = "\t-1\nnonsense";
            const auto odd = Alignment::fromParts(less);
            QVERIFY(odd || odd.error().code == ErrorCode::BadFormat);
        }
        for (const auto& [name, matrix] : parts.matrices) {
            auto less = parts;
            less.matrices.erase(name);
            QCOMPARE(Alignment::fromParts(less).error().code, ErrorCode::BadFormat);
            less.matrices[name] = Matrix(1, 1);
            QCOMPARE(Alignment::fromParts(less).error().code, ErrorCode::BadFormat);
            less.matrices[name] = matrix;
            less.matrices[name].values[0] = std::numeric_limits<float>::quiet_NaN();
            QCOMPARE(Alignment::fromParts(less).error().code, ErrorCode::BadFormat);
        }
    }

    void featuresThatAreNoNumbersAreRefused()
    {
        World world(true);
        world.global.row(5)[1] = std::numeric_limits<float>::quiet_NaN();
        const auto made = Alignment::fit(world.input, m_texts, {}, {});
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::BadArgument);
    }

    void noImageOneImageAndConstantFeaturesAreFine()
    {
        World none(false);
        none.global = Matrix(0, none.info.imageDimension);
        none.seen = Matrix(0, 0);
        none.input.products.clear();
        QVERIFY(fitted(none));
        QVERIFY(fitted(none)->project(none.global, none.seen));

        World one(true);
        one.global = Matrix(1, one.info.imageDimension);
        one.seen = Matrix(1, 0);
        one.input.products = {"p"};
        one.input.words = {{0, "colour", "red", 1}};
        QVERIFY(fitted(one));

        World flat(true);
        std::ranges::fill(flat.global.values, 0.25F);
        const auto alignment = fitted(flat);
        QVERIFY(alignment);
        const auto rows = alignment->project(flat.global, flat.seen);
        for (const float value : rows->values) {
            QVERIFY(std::isfinite(value));
        }
    }

    void hostileTextsAreReadToAnEnd()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        for (const std::string& text :
             {std::string(), std::string("   "), std::string(10'000, 'x'),
              std::string("\xFF\xFE blue"), std::string("from from from to to"), [] {
                  std::string many;
                  for (int i = 0; i < 10'000; ++i) {
                      many += "from blue instead of ";
                  }
                  return many;
              }()}) {
            const auto side = alignment->modification(m_texts, text, text);
            QVERIFY(side);
            QCOMPARE(side->vector.size(), alignment->dimension());
            QVERIFY(alignment->description(m_texts, text, ""));
        }
        World longWord(true);
        longWord.input.words.push_back({0, "colour", std::string(10'000, 'y'), 1});
        QVERIFY(fitted(longWord));
    }

    void acceptedTextsTeachTheirWantedWords()
    {
        World world(false);
        for (std::size_t i = 0; i < world.global.rows; ++i) {
            auto text = std::string("make it ").append(kColours[i % 4]);
            text.append(" instead of ").append(kColours[(i + 1) % 4]);
            world.input.words.push_back({i, "", text, 1});
        }
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        QCOMPARE(answer(world, *alignment, 8, "red"), std::size_t{10});
    }

    void weightsAreFittedOnTriplets()
    {
        World world(true);
        for (std::size_t i = 0; i < 40; ++i) {
            const std::size_t target = i / 4 * 4 + (i + 1) % 4;
            world.input.triplets.push_back({i, target, std::string(kColours[target % 4])});
        }
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        QVERIFY(alignment->report().triplets > 20);
        QVERIFY(alignment->report().validation > 0.95);
    }

    void methodsSayWhatTheyLack()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        ComposedInput nothing;
        ComposedInput text;
        text.texts.push_back({"red", 1});
        QCOMPARE(compose(Method::Aligned, nothing, *alignment, m_texts).error().code,
                 ErrorCode::BadArgument);
        QCOMPARE(compose(Method::Image, text, *alignment, m_texts).error().code,
                 ErrorCode::BadArgument);
        QCOMPARE(compose(Method::TwoHop, text, *alignment, m_texts).error().code,
                 ErrorCode::BadArgument);
        for (const char* name : {"image", "text", "fusion", "aligned", "two-hop"}) {
            QCOMPARE(methodName(*methodFrom(name)), std::string_view(name));
        }
        QVERIFY(!methodFrom("magic"));
    }

    void theTextShareMovesFromImageToText()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        ComposedInput input;
        input.references.push_back({world.global.row(0), 1.0});
        input.texts.push_back({"red", 1});
        input.textShare = 0.0;
        const auto image = compose(Method::Aligned, input, *alignment, m_texts);
        QVERIFY(image->aligned.empty() && !image->image.empty());
        input.textShare = 1.0;
        const auto text = compose(Method::Aligned, input, *alignment, m_texts);
        QVERIFY(text->image.empty() && !text->aligned.empty());
        input.textShare.reset();
        const auto weights = alignment->alignedWeights();
        const auto both = compose(Method::Aligned, input, *alignment, m_texts);
        QVERIFY(std::abs(both->textShare - weights.text / (weights.image + weights.text)) < 1e-9);
    }

    void aSecondReferenceAndALaterTextJoinIn()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        ComposedInput input;
        input.references.push_back({world.global.row(0), 0.2});
        input.references.push_back({world.global.row(20), 1.0});
        input.texts.push_back({"green", 1.0});
        input.texts.push_back({"blue", 0.3});
        QCOMPARE(bestOf(world, *alignment, Method::Aligned, input, 20), std::size_t{23});
        input.texts[0].weight = -1.0;
        QVERIFY(bestOf(world, *alignment, Method::Aligned, input, 20) != std::size_t{23});
    }

    void anotherKindOfThingRaisesTheTextsShareAndLeavesTheColours()
    {
        World world(true);
        world.input.products.clear(); // otherwise no shape is known that was left out
        for (std::size_t i = 0; i < world.global.rows; ++i) {
            world.input.words.push_back(
                {i, "category", i < 2 * kColours.size() ? "hats" : "shirts", 1});
        }
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        const auto aligned = alignment->project(world.global, world.seen);
        ComposedInput input;
        const std::size_t last = world.global.rows - 1;
        input.references.push_back({world.global.row(last), 1.0, aligned->row(last)});
        input.colourOffset = kShapes;
        input.colourSize = kColours.size();
        input.texts.push_back({"a hat instead", 1.0});
        const auto hat = compose(Method::Aligned, input, *alignment, m_texts);
        QVERIFY(hat->textShare > 0.69);
        const auto best = bestOf(world, *alignment, Method::Aligned, input, last);
        QVERIFY(best < 2 * kColours.size() && best % kColours.size() == kColours.size() - 1);
        input.texts.front().text = "a shirt"; // it is one already
        QVERIFY(compose(Method::Aligned, input, *alignment, m_texts)->textShare < 0.69);
    }

    void darkerAndLighterMoveAlongTheMeasuredColours()
    {
        World world(false);
        world.measure();
        world.info.seenNames = {"black", "white", "grey", "red"};
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        ComposedInput input;
        input.references.push_back({world.global.row(2), 1.0});
        input.texts.push_back({"darker", 1.0});
        input.textShare = 0.5;
        QCOMPARE(bestOf(world, *alignment, Method::Aligned, input, 2), std::size_t{0});
        input.texts.front().text = "もっと明るく";
        QCOMPARE(bestOf(world, *alignment, Method::Aligned, input, 2), std::size_t{1});
    }

    void aLaterStepTakesBackWhatAnEarlierOneWanted()
    {
        const World world(true);
        const auto alignment = fitted(world);
        QVERIFY(alignment);
        ComposedInput input;
        input.references.push_back({world.global.row(0), 1.0});
        input.texts.push_back({"green instead of blue", 1.0});
        input.texts.push_back({"in blue", 0.5}); // the step before
        const auto chained = compose(Method::Aligned, input, *alignment, m_texts);
        QVERIFY(chained);
        QCOMPARE(chained->wanted, std::vector<std::string>{"green"});
        QCOMPARE(chained->unwanted, std::vector<std::string>{"blue"});
        input.texts.pop_back();
        const auto alone = compose(Method::Aligned, input, *alignment, m_texts);
        QCOMPARE(chained->aligned, alone->aligned);
    }
};

QTEST_APPLESS_MAIN(TestAlignment)
#include "test_alignment.moc"
