/// A part of an included image, video or animation.
public enum MediaField: String, Selectable {
  case altText = "alt_text"
  case durationMilliseconds = "duration_ms"
  case height
  case mediaKey = "media_key"
  case nonPublicMetrics = "non_public_metrics"
  case organicMetrics = "organic_metrics"
  case previewImageURL = "preview_image_url"
  case promotedMetrics = "promoted_metrics"
  case publicMetrics = "public_metrics"
  case type
  case url
  case variants
  case width

  public static let always: Set<MediaField> = [.mediaKey, .type]
}

/// A part of an included user.
public enum UserField: String, Selectable {
  case confirmedEmail = "confirmed_email"
  case connectionStatus = "connection_status"
  case createdAt = "created_at"
  case description
  case entities
  case id
  case isIdentityVerified = "is_identity_verified"
  case location
  case mostRecentPost = "most_recent_post_id"
  case name
  case parody
  case pinnedPost = "pinned_post_id"
  case profileBannerURL = "profile_banner_url"
  case profileImageURL = "profile_image_url"
  case protected
  case publicMetrics = "public_metrics"
  case receivesYourDM = "receives_your_dm"
  case subscribesToYou = "subscribes_to_you"
  case subscription
  case subscriptionType = "subscription_type"
  case url
  case username
  case verified
  case verifiedFollowersCount = "verified_followers_count"
  case verifiedType = "verified_type"
  case withheld

  public var oldName: String? {
    switch self {
    case .mostRecentPost: "most_recent_tweet_id"
    case .pinnedPost: "pinned_tweet_id"
    default: rawValue
    }
  }

  public static let always: Set<UserField> = [.id, .name, .username]
}

/// A part of an included poll.
public enum PollField: String, Selectable {
  case durationMinutes = "duration_minutes"
  case endDatetime = "end_datetime"
  case id
  case options
  case votingStatus = "voting_status"

  public static let always: Set<PollField> = [.id, .options]
}

/// A part of an included place.
public enum PlaceField: String, Selectable {
  case containedWithin = "contained_within"
  case country
  case countryCode = "country_code"
  case fullName = "full_name"
  case geo
  case id
  case name
  case placeType = "place_type"

  public static let always: Set<PlaceField> = [.id, .fullName]
}
