// SPDX-License-Identifier: GPL-3.0-or-later
// Composed queries over a project's images, and what training of the alignment needs.
#pragma once

#include "core/domain/pixel_buffer.h"
#include "core/domain/views.h"
#include "core/workflow/encode.h"
#include "core/workflow/models.h"
#include "core/workflow/project.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

// An image to start from: one of the project's, a file, or pixels (pasted).
struct QueryImage
{
    std::string name;   // relative name of a project's image, as imported; wins when it is one
    std::string path;   // else a file
    PixelBuffer pixels; // else these

    [[nodiscard]] bool empty() const { return name.empty() && path.empty() && pixels.empty(); }
};

struct QueryRequest
{
    QueryImage reference;
    QueryImage second; // joins the reference with `secondWeight`
    double secondWeight = 0.5;
    std::string text;
    std::string secondText;
    std::string negative;             // what must not be there
    std::vector<std::string> earlier; // a chain: texts of the steps before, oldest first; each
                                      // counts half of the next
    std::optional<double> textShare;  // 0 … 1; none = as fitted
    std::string method = "aligned";   // image text fusion aligned two-hop
    std::string model;                // file of a trained model; "" = the project's own alignment
    std::size_t k = 10;
    std::string category;              // only these; "" = all
    std::optional<std::string> target; // name of the known target: its rank is told
    bool withoutReference = false;     // the reference's own image is left out of the results
};

struct QueryHit
{
    std::size_t rank = 0; // 1-based
    double score = 0;
    ImageView image;
};

struct QueryAnswer
{
    std::string method;
    std::string encoder;        // name
    std::string fallback;       // why it is not the standard one; empty: it is, or was chosen
    std::string alignment;      // "labels", "classes" (no label yet), "model"
    std::int64_t gallery = 0;   // images searched
    std::int64_t unencoded = 0; // images that have no vector yet
    std::vector<QueryHit> hits;
    std::optional<std::size_t> targetRank; // by this method
    std::optional<std::size_t> imageRank;  // by the image alone
    std::optional<std::size_t> textRank;   // by the text alone
    std::vector<std::string> wanted;       // words that were understood
    std::vector<std::string> unwanted;
    double textShare = 0.5;    // what was used
    bool shortened = false;    // the text was longer than the encoder reads
    std::string otherLanguage; // the encoder does not know this language ("ja"); "" = it does
    double encodeMilliseconds = 0;
    double searchMilliseconds = 0;
    double totalMilliseconds = 0;
    // True: the approximate index of a very large gallery answered, and `recall` is the share of
    // the exact first ten that it found when it was built; else the answer is exact, recall 1.
    bool approximate = false;
    double recall = 1.0;
    // True: encode() would make something better than what answered: the approximate index that
    // this many images need, or vectors that were damaged while the compact encoder stands in. The
    // answer stands; whoever can run jobs starts encode() in the background and says so.
    bool encodeWanted = false;
};

// Holds what queries share: the encoder, the vectors, the alignment. One thread at a time (the
// compute lane); reloads what changed. Everything it keeps can be made again, and is when it is
// damaged or gone.
class SearchEngine
{
public:
    SearchEngine(ModelStore models, std::string encoder, ComputeDevice device,
                 std::size_t approximateFrom = kApproximateFrom);
    ~SearchEngine();
    SearchEngine(const SearchEngine&) = delete;
    SearchEngine& operator=(const SearchEngine&) = delete;

    // NotFound: no image of that name; BadArgument: nothing to search for; errors of decoding for a
    // bad file. Cancelled through job. Of the subject kVectorsSubject: NotFound, no image is
    // encoded yet; Corrupt, the vectors were damaged or deleted, and encode(), which may be started
    // at once, drops what is bad and makes only that anew.
    Result<QueryAnswer> query(Project& project, const QueryRequest& request, const JobContext& job);
    // Ranks of all the gallery for one request: names of images, best first. For evaluation.
    struct Inner;
    Inner& inner() { return *m_inner; }

private:
    std::unique_ptr<Inner> m_inner;
};

struct AlignReport
{
    std::string encoder;
    std::string model;           // file written
    std::int64_t train = 0;      // images
    std::int64_t validation = 0; // images held out
    std::int64_t words = 0;
    std::int64_t triplets = 0;
    double lambda = 0;
    double validationScore = 0;
    double imageWeight = 1;
    double textWeight = 1;
    bool labelled = false;
    bool heldOut = false; // there was no stored split: 20 % by component were held out
};
struct AlignRequest
{
    std::string encoder;
    ComputeDevice device = ComputeDevice::Cpu;
    std::filesystem::path out; // empty: the project's own, in its cache folder
    std::uint64_t seed = 0;
};
// Fits on attributes, categories and accepted texts of the images of the training part.
Result<AlignReport> trainAlignment(Project& project, const ModelStore& models,
                                   const AlignRequest& request, const JobContext& job);

} // namespace triptych::workflow
