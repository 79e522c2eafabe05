"""Bodies and answers as the contract gives them in its section 14; invented content."""

import json

CREATE_BODY = json.loads(r"""
{
  "test_mode": true,
  "post_id": "1991410000000000001",
  "info": {
    "text": "The bridge in the photo opened in 2009, not this week. City archive: https://archive.example.org/bridges/12",
    "classification": "misinformed_or_potentially_misleading",
    "misleading_tags": ["outdated_information", "missing_important_context"],
    "trustworthy_sources": true
  }
}
""")

CREATED = json.loads(r"""
{"data": {"id": "1991412000000000077", "note_id": "1991412000000000077"}}
""")

DUPLICATE = json.loads(r"""
{
  "type": "https://api.x.com/2/problems/invalid-request",
  "title": "Invalid Request",
  "status": 400,
  "detail": "This post already has a note by this writer.",
  "parameter": "post_id",
  "value": "1991410000000000001",
  "errors": [
    {"message": "Existing note 1991412000000000077 covers this post.", "parameters": {"post_id": ["1991410000000000001"]}}
  ]
}
""")

DELETED = json.loads(r"""
{"data": {"deleted": true}}
""")

TEST_NOTES = json.loads(r"""
{
  "data": [
    {
      "id": "1991412000000000077",
      "status": "",
      "info": {
        "text": "The bridge in the photo opened in 2009, not this week. City archive: https://archive.example.org/bridges/12",
        "classification": "misinformed_or_potentially_misleading",
        "misleading_tags": ["outdated_information", "missing_important_context"],
        "post_id": "1991410000000000001",
        "trustworthy_sources": true
      },
      "test_result": {
        "evaluation_outcome": [
          {"evaluator_type": "UrlValidity", "evaluator_score_bucket": "High"},
          {"evaluator_type": "ClaimOpinion", "evaluator_score_bucket": "Medium"},
          {"evaluator_type": "HarassmentAbuse", "evaluator_score_bucket": "High"}
        ]
      }
    },
    {
      "id": "1991411000000000042",
      "status": "",
      "info": {
        "text": "The figure is for the whole decade. Source: https://stats.example.org/t/7",
        "classification": "misinformed_or_potentially_misleading",
        "misleading_tags": ["factual_error"],
        "post_id": "1991400000000000009",
        "trustworthy_sources": true
      }
    }
  ],
  "meta": {"result_count": 2, "next_token": "n1-AbC_09"}
}
""")

LIVE_NOTES = json.loads(r"""
{
  "data": [
    {
      "id": "1990000000000000005",
      "status": "currently_rated_helpful",
      "scoring_status": {
        "has_access": true,
        "rating_counts_per_model": [
          {
            "model_name": "Expansion",
            "value": {
              "positive_factor_bucket_counts": {
                "helpful_count": 14, "somewhat_helpful_count": 3, "not_helpful_count": 1,
                "helpful_tag_counts": [{"tag_name": "helpfulGoodSources", "tag_count": 11}, {"tag_name": "helpfulClear", "tag_count": 6}],
                "not_helpful_tag_counts": [{"tag_name": "notHelpfulMissingKeyPoints", "tag_count": 2}]
              },
              "neutral_factor_bucket_counts": {
                "helpful_count": 9, "somewhat_helpful_count": 1, "not_helpful_count": 0,
                "helpful_tag_counts": [{"tag_name": "helpfulAddressesClaim", "tag_count": 7}],
                "not_helpful_tag_counts": []
              },
              "negative_factor_bucket_counts": {
                "helpful_count": 8, "somewhat_helpful_count": 2, "not_helpful_count": 4,
                "helpful_tag_counts": [{"tag_name": "helpfulImportantContext", "tag_count": 5}],
                "not_helpful_tag_counts": [{"tag_name": "notHelpfulNoteNotNeeded", "tag_count": 3}]
              }
            }
          }
        ]
      }
    }
  ],
  "meta": {"result_count": 1}
}
""")

OLD_VOCABULARY_FEED = json.loads(r"""
{
  "data": [
    {
      "id": "1991410000000000001",
      "text": "Look at the bridge they opened this morning! It took them ten years and",
      "note_tweet": {"text": "Look at the bridge they opened this morning! It took them ten years and nobody believed it would ever be finished."},
      "edit_history_tweet_ids": ["1991410000000000001"],
      "author_id": "7000000001",
      "created_at": "2025-11-20T10:15:00.000Z",
      "attachments": {"media_keys": ["3_1991409999999999001"]},
      "media_metadata": [{"media_key": "3_1991409999999999001", "alt_text": "A steel arch bridge"}],
      "referenced_tweets": [{"type": "quoted", "id": "1991300000000000500"}]
    },
    {
      "id": "1991409000000000002",
      "text": "Crime fell by 40 percent last month.",
      "edit_history_tweet_ids": ["1991409000000000002"],
      "author_id": "7000000002",
      "created_at": "2025-11-20T10:11:02.000Z"
    }
  ],
  "includes": {
    "media": [
      {"media_key": "3_1991409999999999001", "type": "photo", "url": "https://media.example.org/m/a.jpg", "width": 1200, "height": 800, "alt_text": "A steel arch bridge"},
      {"media_key": "7_1991299999999999002", "type": "video", "preview_image_url": "https://media.example.org/m/b.jpg", "width": 1280, "height": 720, "duration_ms": 30500, "public_metrics": {"view_count": 5120}, "variants": [{"bit_rate": 832000, "content_type": "video/mp4", "url": "https://media.example.org/m/b.mp4"}, {"content_type": "application/x-mpegURL", "url": "https://media.example.org/m/b.m3u8"}]}
    ],
    "tweets": [
      {
        "id": "1991300000000000500",
        "text": "Ribbon cutting tomorrow.",
        "edit_history_tweet_ids": ["1991300000000000500"],
        "author_id": "7000000003",
        "created_at": "2025-11-19T17:00:00.000Z",
        "attachments": {"media_keys": ["7_1991299999999999002"]}
      }
    ]
  },
  "meta": {"result_count": 2, "next_token": "e1-Zz_4"}
}
""")

NEW_VOCABULARY_FEED = json.loads(r"""
{
  "data": [
    {
      "id": "1991410500000000003",
      "text": "Short text of the post",
      "note_post": {"text": "Short text of the post, followed by the rest of a long one."},
      "edit_history_post_ids": ["1991410500000000003"],
      "author_id": "7000000004",
      "created_at": "2025-11-20T10:16:30.000Z",
      "lang": "ja",
      "public_metrics": {"bookmark_count": 1, "impression_count": 90321, "like_count": 412, "quote_count": 9, "reply_count": 31, "repost_count": 77},
      "referenced_posts": [{"type": "replied_to", "id": "1991300000000000600"}],
      "suggested_source_links_with_counts": [{"url": "https://x.com/someone/status/1991310000000000001", "count": 3}],
      "note_request_suggestions": [
        {"suggestion_id": "900000000000000001", "suggestion": "The table is from 2014.", "source_link": "https://x.com/someone/status/1991310000000000001"},
        {"suggestion_id": "900000000000000002", "suggestion": "Wrong city."}
      ],
      "matched_media_notes": [{"note_id": "1990000000000000005", "match_status": "matched_but_not_shown"}]
    }
  ],
  "includes": {
    "users": [{"id": "7000000004", "name": "Demo Author", "username": "demo_author"}],
    "posts": [{"id": "1991300000000000600", "text": "Parent post", "edit_history_post_ids": ["1991300000000000600"], "author_id": "7000000005", "created_at": "2025-11-19T18:00:00.000Z"}]
  },
  "meta": {"result_count": 1}
}
""")

EVALUATE_BODY = json.loads(r"""
{"post_id": "1991410000000000001", "note_text": "The bridge opened in 2009. https://archive.example.org/bridges/12"}
""")

EVALUATED = json.loads(r"""
{"data": {"claim_opinion_score": -0.4375}}
""")

UNAUTHORIZED = json.loads(r"""
{"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}
""")

NOT_ENROLLED = json.loads(r"""
{"title": "Forbidden", "type": "about:blank", "status": 403, "detail": "User 42 is not enrolled as an AI note writer."}
""")
