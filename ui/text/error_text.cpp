// SPDX-License-Identifier: GPL-3.0-or-later
// Every ErrorCode in words, with the way out.
#include "ui/text/error_text.h"

#include "core/workflow/encode.h"
#include "core/workflow/models.h"
#include "ui/convert.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace triptych::ui {

namespace {

struct Errors
{
    Q_DECLARE_TR_FUNCTIONS(Errors)
};

struct Words
{
    QString what;
    QString remedy;
};

Words fileWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return {Errors::tr("It was not found."),
                Errors::tr("Check the name and that the disk is there; images that "
                           "moved are found again with “roots rebase”.")};
    case ErrorCode::AlreadyExists:
        return {Errors::tr("Something with this name is there already."),
                Errors::tr("Choose another name or an empty folder; nothing was overwritten.")};
    case ErrorCode::Io:
        return {Errors::tr("The disk or the system refused to read or write."),
                Errors::tr("Check the disk and try again; what was stored before is unharmed.")};
    case ErrorCode::DiskFull:
        return {Errors::tr("The disk is full."),
                Errors::tr("Free some space and try again; nothing half-done was left behind.")};
    case ErrorCode::PermissionDenied:
        return {Errors::tr("Access was denied."),
                Errors::tr("Check the owner and the rights of the file and its folder.")};
    case ErrorCode::ReadOnly:
        return {
            Errors::tr("The project is read-only."),
            Errors::tr("Copy the project file to a place where you may write and open the copy.")};
    case ErrorCode::NotAProject:
        return {Errors::tr("This file is not a Triptych project."),
                Errors::tr(
                    "Open a .triptych file, or make a new project and import this file into it.")};
    case ErrorCode::NewerVersion:
        return {Errors::tr("The project was written by a newer version of Triptych."),
                Errors::tr("Update Triptych to change it; until then it opens for reading only.")};
    case ErrorCode::Corrupt:
        return {
            Errors::tr("The project file is damaged."),
            Errors::tr(
                "Open the newest backup beside it, or run “triptych verify PROJECT --repair”.")};
    case ErrorCode::NetworkFileSystem:
        return {
            Errors::tr("The project lies on a network drive, where it cannot be changed safely."),
            Errors::tr(
                "Copy it to a local disk, work there, and bring the work together with “merge”.")};
    case ErrorCode::Busy:
        return {Errors::tr("Another program is writing to the project."),
                Errors::tr("Wait until it has finished, or stop it, and try again.")};
    default:
        return {};
    }
}

Words contentWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unreadable:
        return {Errors::tr("No decoder can read it."),
                Errors::tr("Open it in an image program and save it again, or leave it out.")};
    case ErrorCode::Truncated:
        return {Errors::tr("The file ends too early."), Errors::tr("Copy or download it again.")};
    case ErrorCode::Empty:
        return {Errors::tr("There is nothing in it."),
                Errors::tr("Check that it was copied completely and that it is the right file.")};
    case ErrorCode::TooLarge:
        return {Errors::tr("It is larger than the limit."),
                Errors::tr("Make it smaller, or raise the limit in the project's settings.")};
    case ErrorCode::Unsupported:
        return {
            Errors::tr("This kind of file is not handled."),
            Errors::tr("Convert it first: images to JPEG, PNG, WebP, BMP or TIFF, tables to CSV.")};
    case ErrorCode::Encoding:
        return {Errors::tr("The letters of this file are in no known encoding."),
                Errors::tr("Save it as UTF-8 and import it again.")};
    case ErrorCode::BadFormat:
        return {Errors::tr("The file is not well formed here."),
                Errors::tr("Correct this place in the file (often a quote that is not closed) and "
                           "try again.")};
    case ErrorCode::MissingColumn:
        return {Errors::tr("A column is missing."),
                Errors::tr("Name the column in the import, or add it to the file's first row.")};
    case ErrorCode::UnsafePath:
        return {Errors::tr("The name leads out of the image folder and was refused."),
                Errors::tr(
                    "Use names below the image folder, without “..” and without links out of it.")};
    case ErrorCode::Changed:
        return {
            Errors::tr("The image is not the one that was imported."),
            Errors::tr(
                "Put the original back, or import again to take the new one; its texts are then "
                "marked as stale.")};
    default:
        return {};
    }
}

// The one switch over all codes, without a default: a new code does not compile until it has words.
Words wordsOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return {Errors::tr("Stopped."), {}};
    case ErrorCode::BadArgument:
        return {Errors::tr("A value does not fit."), Errors::tr("Correct it and try again.")};
    case ErrorCode::BadFilter:
        return {Errors::tr("The filter cannot be read."),
                Errors::tr("Write terms such as status:pending category:\"Tees\" score<0.4.")};
    case ErrorCode::Conflict:
        return {Errors::tr("Two records contradict each other."),
                Errors::tr("Compare both and keep one; nothing was changed for it.")};
    case ErrorCode::NotApplicable:
        return {Errors::tr("This does not apply here."),
                Errors::tr("Choose another item or another rule.")};
    case ErrorCode::Internal:
        return {
            Errors::tr("Triptych made a mistake."),
            Errors::tr(
                "Nothing was lost. Start it again, and report this with the text in brackets.")};
    case ErrorCode::NotFound:
    case ErrorCode::AlreadyExists:
    case ErrorCode::Io:
    case ErrorCode::DiskFull:
    case ErrorCode::PermissionDenied:
    case ErrorCode::ReadOnly:
    case ErrorCode::NotAProject:
    case ErrorCode::NewerVersion:
    case ErrorCode::Corrupt:
    case ErrorCode::NetworkFileSystem:
    case ErrorCode::Busy:
        return fileWords(code);
    case ErrorCode::Unreadable:
    case ErrorCode::Truncated:
    case ErrorCode::Empty:
    case ErrorCode::TooLarge:
    case ErrorCode::Unsupported:
    case ErrorCode::Encoding:
    case ErrorCode::BadFormat:
    case ErrorCode::MissingColumn:
    case ErrorCode::UnsafePath:
    case ErrorCode::Changed:
        return contentWords(code);
    }
    return {};
}

} // namespace

ErrorText errorText(const Error& error)
{
    if (error.subject == workflow::kModelSubject) {
        return {Errors::tr("The model cannot be used."),
                {},
                Errors::tr("“triptych models list” says which models work here."),
                toQString(error.detail)};
    }
    if (error.subject == workflow::kVectorsSubject) {
        return {error.code == ErrorCode::Corrupt
                    ? Errors::tr("The vectors of this project's images are damaged or gone.")
                    : Errors::tr("The images of this project are not encoded yet."),
                {},
                Errors::tr("Encode them with “triptych encode PROJECT” or on the Query page; what "
                           "is encoded already is kept."),
                toQString(error.detail)};
    }
    auto [what, remedy] = wordsOf(error.code);
    ErrorText text{std::move(what), toQString(error.subject), std::move(remedy),
                   toQString(error.detail)};
    if (error.line > 0) {
        const QString place = error.code == ErrorCode::BadFilter
                                  ? Errors::tr("character %1").arg(error.line)
                                  : Errors::tr("line %1").arg(error.line);
        text.where = text.where.isEmpty() ? place : text.where + QStringLiteral(", ") + place;
    }
    return text;
}

ErrorText imageErrorText(const Error& error)
{
    ErrorText text = errorText(error);
    switch (error.code) {
    case ErrorCode::NotFound:
        text.what = Errors::tr("The image is not in its folder.");
        text.remedy = Errors::tr("Connect the drive or put the file back: it appears here by "
                                 "itself. You can go on with other pairs meanwhile.");
        break;
    case ErrorCode::PermissionDenied:
        text.what = Errors::tr("The image may not be read.");
        text.remedy = Errors::tr("Allow reading of the file and its folder: it appears here by "
                                 "itself.");
        break;
    case ErrorCode::Io:
        text.what = Errors::tr("The drive does not answer properly.");
        text.remedy = Errors::tr("Check the drive or the network: the image appears here by itself "
                                 "when it can be read.");
        break;
    case ErrorCode::Empty:
    case ErrorCode::Truncated:
    case ErrorCode::Unreadable:
        text.what = error.code == ErrorCode::Empty ? Errors::tr("The image file is empty.")
                    : error.code == ErrorCode::Truncated
                        ? Errors::tr("The image file ends too early.")
                        : Errors::tr("The image file is damaged.");
        text.remedy = Errors::tr("Copy the file to its folder again: it appears here by itself. Or "
                                 "exclude the pair.");
        break;
    case ErrorCode::TooLarge:
        text.what = Errors::tr("The image has too many pixels to be shown.");
        text.remedy = Errors::tr("Put a smaller version in its place, or exclude the pair.");
        break;
    default:
        break;
    }
    return text;
}

QString errorLine(const Error& error)
{
    const ErrorText text = errorText(error);
    QString line = text.what;
    if (!text.where.isEmpty()) {
        line = text.where + QStringLiteral(": ") + line;
    }
    if (!text.detail.isEmpty()) {
        line += QStringLiteral(" [%1]").arg(text.detail);
    }
    if (!text.remedy.isEmpty()) {
        line += QLatin1Char(' ') + text.remedy;
    }
    return line;
}

} // namespace triptych::ui
