// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder, and the long work that the desk asks for.
#include "ui/query/query_desk.h"

#include "ui/text/error_text.h"

namespace triptych::ui {

void QueryDesk::refreshEncoder()
{
    m_backend.encoderState([this](const Result<workflow::EncoderState>& state) {
        const bool could = m_encoder && m_encoder->images.current > 0;
        m_encoder = state ? std::optional(*state) : std::nullopt;
        m_encoderError = state ? std::nullopt : std::optional(state.error());
        const bool can = state && state->images.current > 0;
        // What was asked meanwhile; or it is encoded now for who asked before.
        if (can ? !could : state && !asksNothing() && !m_encoding) {
            askNow();
        }
        Q_EMIT stateChanged();
    });
}

void QueryDesk::runCases()
{
    if (m_runningCases) {
        return;
    }
    m_runningCases = true;
    Q_EMIT casesChanged();
    m_backend.runCases(tr("Running the saved cases"), m_method,
                       [this](const Result<workflow::CaseRunReport>& report) {
                           m_runningCases = false;
                           if (report) {
                               m_run = *report;
                               Q_EMIT caseRun();
                           } else if (report.error().code != ErrorCode::Cancelled) {
                               Q_EMIT said(errorLine(report.error()), false);
                           }
                           refreshCases();
                           Q_EMIT casesChanged();
                       });
}

// Who asks wants an answer: what it needs is made, and the question is asked again after it.
void QueryDesk::encodeForTheQuestion()
{
    if (!m_encodedUnasked && !m_encoding && !m_job.paused) {
        m_encodedUnasked = true;
        encode();
    }
}

void QueryDesk::encode()
{
    if (m_encoding) {
        return;
    }
    m_encoding = true;
    m_encoded.start();
    Q_EMIT stateChanged();
    m_backend.encode(tr("Encoding images"), [this](const Result<workflow::EncodeReport>& report) {
        m_encoding = false;
        m_encoded.stop();
        m_job = m_backend.encodingJob();
        if (report && m_encoder) {
            m_encoder->images.current = report->current;
        }
        if (report && !report->rejected.empty()) {
            Q_EMIT said(tr("%n image(s) could not be read and were left out.", nullptr,
                           static_cast<int>(report->rejected.size())),
                        false);
        } else if (!report && report.error().code != ErrorCode::Cancelled) {
            Q_EMIT said(errorLine(report.error()), false);
        }
        refreshEncoder();
        if (m_encoder && m_encoder->images.current > 0) {
            askNow(); // more can be found now
        }
        Q_EMIT stateChanged();
    });
}

void QueryDesk::pauseEncoding()
{
    if (m_encoding) {
        m_backend.pauseEncoding();
    }
}

// It can also be paused, resumed and dismissed in the status strip.
void QueryDesk::followEncoding()
{
    const bool wasPaused = m_job.paused;
    const auto job = m_backend.encodingJob();
    if (!job.running && !job.paused) {
        return; // it has ended: its answer is on the way
    }
    m_job = job;
    if (m_job.running != m_encoding || m_job.paused != wasPaused) {
        m_encoding = m_job.running;
        if (m_encoding) {
            m_encoded.start();
        } else {
            m_encoded.stop();
        }
        Q_EMIT stateChanged();
    } else {
        Q_EMIT encodingMoved();
    }
}

void QueryDesk::fetchStandard(const QString& folder)
{
    if (m_fetching) {
        return;
    }
    m_fetching = true;
    m_fetchError.reset();
    Q_EMIT stateChanged();
    m_backend.fetchModels(tr("Getting the standard model"), folder,
                          [this](const Result<std::vector<workflow::ModelRow>>& rows) {
                              m_fetching = false;
                              if (rows) {
                                  m_loaded = false; // another one by now
                                  refreshEncoder();
                                  encode();
                              } else if (rows.error().code != ErrorCode::Cancelled) {
                                  m_fetchError = rows.error();
                              }
                              Q_EMIT stateChanged();
                          });
}

} // namespace triptych::ui
