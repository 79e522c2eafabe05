import Testing

/// Requests with the signatures that another implementation gives them (Python's oauthlib 4.0.1): by
/// consumer key `ck-demo`, consumer secret `cs&demo`, token `42-at_demo`, token secret `ts/demo=`,
/// nonce `0123456789abcdef0123456789abcdef`, timestamp 1764000000.
enum OAuth1Vectors {
  struct Row: Sendable, CustomTestStringConvertible {
    let method: String
    let url: String
    /// Over the base URI as RFC 5849 has it: lower case, no default port.
    let normalized: String
    /// Over the base URI as it stands in `url`.
    let asTyped: String

    var testDescription: String { "\(method) \(url)" }
  }

  static let rows: [Row] = rows(table)

  private static func rows(_ table: String) -> [Row] {
    table.split(separator: "\n").map { line in
      let cells = line.split(separator: " ").map(String.init)
      return Row(method: cells[0], url: cells[1], normalized: cells[2], asTyped: cells[3])
    }
  }

  private static let table = #"""
    POST https://notes.example.org/2/notes V4zvQUsbTTMXa9PrIwtTF5xNkhI= V4zvQUsbTTMXa9PrIwtTF5xNkhI=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?test_mode=True&max_results=5&post_selection=feed_size%3A+large%2C+feed_lang%3Aja&post.fields=created_at%2Cnote_post 8vYtnFFTPsV/xREgtjdbeGjO43U= 8vYtnFFTPsV/xREgtjdbeGjO43U=
    DELETE https://notes.example.org/2/notes/1 VBCujo8s5R3incJpfVkliWLk350= VBCujo8s5R3incJpfVkliWLk350=
    DELETE https://notes.example.org/2/notes/1234567890123456789 ytkoIUnoeZODLcN+cvQIi+2/QX0= ytkoIUnoeZODLcN+cvQIi+2/QX0=
    POST https://notes.example.org/2/notes/evaluate iiYRUpvjQ4tyuOaVOYSYqXMJGKk= iiYRUpvjQ4tyuOaVOYSYqXMJGKk=
    POST https://notes.example.org/2/evaluate_note Mf9bd6eTgBqtzT+t+XGlieDTkAs= Mf9bd6eTgBqtzT+t+XGlieDTkAs=
    PUT https://notes.example.org/2/notes/1 INMuSOZv7kluqUc79orp2XmaplE= INMuSOZv7kluqUc79orp2XmaplE=
    PATCH https://notes.example.org/2/notes/1 nWZK9Gxt4YxxZEb7HbgFNrn7tv0= nWZK9Gxt4YxxZEb7HbgFNrn7tv0=
    HEAD https://notes.example.org/2/notes/search/notes_written?test_mode=true RbbunKdv7mjGRrZ4rwpNcxbv/pA= RbbunKdv7mjGRrZ4rwpNcxbv/pA=
    OPTIONS https://notes.example.org/2/notes/search/notes_written eDrPS4OAb2ik+XoS4zIo1B0WJLQ= eDrPS4OAb2ik+XoS4zIo1B0WJLQ=
    GET https://notes.example.org/2/notes/search/notes_written?test_mode=True&max_results=5&note.fields=id%2Cinfo w6UFRL1udKUoZpiW4RyFMh6fAC4= w6UFRL1udKUoZpiW4RyFMh6fAC4=
    GET https://notes.example.org/2/notes/search/notes_written?test_mode=true&max_results=5&note.fields=id,info DyssZpjMix2c44g9XWQ6k6FJCRg= DyssZpjMix2c44g9XWQ6k6FJCRg=
    GET https://notes.example.org/2/notes/search/notes_written?note.fields=&test_mode=False qR0S14bBPGO+D7GHgfJxml8H1To= qR0S14bBPGO+D7GHgfJxml8H1To=
    GET https://notes.example.org/2/notes/search/notes_written?test_mode=False&note.fields= qR0S14bBPGO+D7GHgfJxml8H1To= qR0S14bBPGO+D7GHgfJxml8H1To=
    GET https://notes.example.org/2/notes/search/notes_written?a=&b=&c= G3hqIGNPClMXZrm/QOntV51YBbs= G3hqIGNPClMXZrm/QOntV51YBbs=
    GET https://notes.example.org/2/notes/search/notes_written?pagination_token=abc%2Bdef%2Fghi%3D%3D NhJKTKaO7/c83ggZ3obN+tLS/4s= NhJKTKaO7/c83ggZ3obN+tLS/4s=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?post_selection=feed_size%3A%20large%2C%20feed_lang%3Aja ACUwSEejTHyeXm1R+2jhlsCv5hg= ACUwSEejTHyeXm1R+2jhlsCv5hg=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=a+b YCN5OX2Wut1gjfUlY59BKaWp1uk= YCN5OX2Wut1gjfUlY59BKaWp1uk=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=a%20b YCN5OX2Wut1gjfUlY59BKaWp1uk= YCN5OX2Wut1gjfUlY59BKaWp1uk=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=a%2Bb mXjEhouKj9TCbPpoGn+bhoozFhE= mXjEhouKj9TCbPpoGn+bhoozFhE=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=+ 2JyKeC2bYsJdcyvyZtks7PkTTnM= 2JyKeC2bYsJdcyvyZtks7PkTTnM=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%20%20 /VyP8dmVIk/DuOlByDiCMbbheYE= /VyP8dmVIk/DuOlByDiCMbbheYE=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%25 XKiDGUM37Ij8k9LRBYeMBxBkMjo= XKiDGUM37Ij8k9LRBYeMBxBkMjo=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%2525 4ev7QOH3FCl32n/ZI9QmApS98js= 4ev7QOH3FCl32n/ZI9QmApS98js=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=100%25+sure hRcVz50D4NQqIEDc0FU9F48KLXs= hRcVz50D4NQqIEDc0FU9F48KLXs=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=a%26b%3Dc p3TjlCjkiY8LIn/mHV4W/rWgI28= p3TjlCjkiY8LIn/mHV4W/rWgI28=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%00 LGNcx3c6unQ/0mvgAiaVT6lQlnE= LGNcx3c6unQ/0mvgAiaVT6lQlnE=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%0A%0D%09 9v7cqBf/I4QRUeut2HjGVytruvw= 9v7cqBf/I4QRUeut2HjGVytruvw=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=caf%C3%A9 pkZz4xljq9/o4QLOBKW0jAJ3sO0= pkZz4xljq9/o4QLOBKW0jAJ3sO0=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=cafe%CC%81 TipSy6+TpE/KtK4ZbvpwoYBwkQs= TipSy6+TpE/KtK4ZbvpwoYBwkQs=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%E6%97%A5%E6%9C%AC%E8%AA%9E /0kZJjbuoJmq1UKiVLKZKQ82p2w= /0kZJjbuoJmq1UKiVLKZKQ82p2w=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%F0%9F%98%80 X8Ar/OoRYrsrV/tpcOAB9zOAyXI= X8Ar/OoRYrsrV/tpcOAB9zOAyXI=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?%C3%A9=1&e=2 kA/ZNdZGO1wyVhrUzJN21aAVyso= kA/ZNdZGO1wyVhrUzJN21aAVyso=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?%C3%A9=1&e%CC%81=2 6LcRy5CXibV2iXA/mJRDjkFiDRY= 6LcRy5CXibV2iXA/mJRDjkFiDRY=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?%F0%9F%98%80=1&%EF%BF%BD=2 aRqGZHEhkcQ8NcRYnTTvcBLpoJM= aRqGZHEhkcQ8NcRYnTTvcBLpoJM=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?a%20b=c%20d BT6crhzE7hF7Lnp2gEC0I0v3VFA= BT6crhzE7hF7Lnp2gEC0I0v3VFA=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=~-._ tGP8zLaSwcDURpnCTtWkx5yuX9I= tGP8zLaSwcDURpnCTtWkx5yuX9I=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%7E%2D%2E%5F tGP8zLaSwcDURpnCTtWkx5yuX9I= tGP8zLaSwcDURpnCTtWkx5yuX9I=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=!'()* 9kQpfHe9cO6rXLjvRL3vhuX5FlQ= 9kQpfHe9cO6rXLjvRL3vhuX5FlQ=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%21%27%28%29%2A 9kQpfHe9cO6rXLjvRL3vhuX5FlQ= 9kQpfHe9cO6rXLjvRL3vhuX5FlQ=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=@:/? mfuO4YLAX4aZqsWI2Ag+0sVv1mE= mfuO4YLAX4aZqsWI2Ag+0sVv1mE=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?q=%3c%3E 8fagqigRyCP3weQZTmFHHPlwrjU= 8fagqigRyCP3weQZTmFHHPlwrjU=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?b=1&a=2&B=3&A=4&1=5 Xu+evf7OJvUtAIWkaCzeSljog1k= Xu+evf7OJvUtAIWkaCzeSljog1k=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?a.b=1&a=2&a_b=3&a-b=4&ab=5 MLJOVmNrJFZxOQhXqFJjVz4MDkw= MLJOVmNrJFZxOQhXqFJjVz4MDkw=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?z=1&oauthz=2&n=3&p=4 aJp+UNCclyviR2PpRKihtd+JqeE= aJp+UNCclyviR2PpRKihtd+JqeE=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?a%5B=1&aA=2 jqIkZKR+JH9se1sh6Pw925u7LMs= jqIkZKR+JH9se1sh6Pw925u7LMs=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?a%5B=1&ab=2&a%7B=3&a%21=4&a%7E=5 jsLjbBWe8/QbyNd9yp3S14K4B/k= jsLjbBWe8/QbyNd9yp3S14K4B/k=
    GET https://notes.example.org/2/notes/search/posts_eligible_for_notes?=x cMt8e+IwfGTG+y7pwwnlmZQGCNs= cMt8e+IwfGTG+y7pwwnlmZQGCNs=
    GET http://notes.example.org/2/notes ZOhbDGiTz0kPpW620PQyD4RiAIs= ZOhbDGiTz0kPpW620PQyD4RiAIs=
    GET http://127.0.0.1:8080/2/notes vP/lxV0L0S8r0pcBajfxpOR/WrE= vP/lxV0L0S8r0pcBajfxpOR/WrE=
    GET http://localhost:8080/2/notes?test_mode=True q4m5frxhYsSa9vOcpyOx3voyx6c= q4m5frxhYsSa9vOcpyOx3voyx6c=
    GET https://notes.example.org:8443/2/notes kjXX3QSPHr5J/3GYvd7HSzMGIEA= kjXX3QSPHr5J/3GYvd7HSzMGIEA=
    GET http://notes.example.org:443/2/notes 0o/rswTakRNj93esEgBshUQwMWg= 0o/rswTakRNj93esEgBshUQwMWg=
    GET https://notes.example.org:80/2/notes 7ugqzmBT1oc/bsPjtI5TUaYOT8A= 7ugqzmBT1oc/bsPjtI5TUaYOT8A=
    GET http://[::1]:8080/2/notes STWPfk6Hc3PTff3ODT/G8R9EEOI= STWPfk6Hc3PTff3ODT/G8R9EEOI=
    GET https://[2001:db8::1]/2/notes v9VzScE/TXMcNgWhh8+ocutPXmY= v9VzScE/TXMcNgWhh8+ocutPXmY=
    GET https://notes.example.org/community/2/notes?a=b porAs5AtDqdLnVSLR3j2isET+sE= porAs5AtDqdLnVSLR3j2isET+sE=
    GET https://notes.example.org/with%20blank/2/notes 8guYE/Fbu3dlnVav7qs6z1AdpJ8= 8guYE/Fbu3dlnVav7qs6z1AdpJ8=
    GET https://notes.example.org/a%2fb/2/notes l915EkGetcDFE9clz6GKniDUFrU= l915EkGetcDFE9clz6GKniDUFrU=
    GET https://NOTES.Example.org/2/notes 0yDcV1Owg1CFXi+QRhQLJBLPap0= MhngkkfNfj99xaLBgb+i8XPxG0c=
    GET HTTPS://notes.example.org/2/notes 0yDcV1Owg1CFXi+QRhQLJBLPap0= b0BhGKKdCkK5VYgmE+daii5h1Ls=
    GET https://notes.example.org:443/2/notes 0yDcV1Owg1CFXi+QRhQLJBLPap0= jXoUvY+3ThIoUj91dSLjeuoSWLw=
    GET http://notes.example.org:80/2/notes?q=a+b ipooITX3qwsm8rJJ0nMCRqe7c6Y= 9Vgnoaj20iRl5Bi/TsCyVjBQdfg=
    GET HTTP://LOCALHOST:80/2/notes vFW7dqXZXQitKt5dVcHypqeEs7M= +hZY7HOMkpa0PfhucuD6rmO086M=
    DELETE https://notes.example.org/2/notes/7?%26%3D= 9KYE2q42zxB4H+XeOEiezP+3+M8= 9KYE2q42zxB4H+XeOEiezP+3+M8=
    POST https://notes.example.org:8443/2/notes/7?%27%28%29%2A%21= k3/VzgLjy7QAzs6aXIp+gW4FYjY= k3/VzgLjy7QAzs6aXIp+gW4FYjY=
    GET http://localhost:8080/2/notes/7?%F0%9F%98%80~=%F0%9F%98%80%09&aoauth=q 2yqR/mT4BDLYa8niawnHSodQ5TQ= 2yqR/mT4BDLYa8niawnHSodQ5TQ=
    DELETE https://a.b-c.example.org/sub/2/notes/7?~%2F%3F%23=id%2Cinfo%5C%22&True=Zid%2Cinfoa&id,info=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%09&q=%C3%A9q&Z=note.fields%20&feed_size:%20large%E6%97%A5%E6%9C%AC= gbY31QYCznm1fpyCYU0b0Ye1i/Q= gbY31QYCznm1fpyCYU0b0Ye1i/Q=
    GET http://192.0.2.7/2/notes?test_mode~= ed9aMjaHBjSGdRaqYiUw32uZ1Jg= ed9aMjaHBjSGdRaqYiUw32uZ1Jg=
    POST https://notes.example.org/2/notes/search/notes_written?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxTrue=%20xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&%5C%22=test_mode%26%3D&+=~&0id%2Cinfo=oauth&'()*!note.fields=0note.fields&%2B%26%3D=%26%3D veP2zbEYumaLUPmW48gebJPPUgg= veP2zbEYumaLUPmW48gebJPPUgg=
    POST https://notes.example.org:8443/2/notes?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%25=&feed_size:%20large0=&Zq=&%F0%9F%98%80%5C%22=%5C%22%C3%A9q rcWGsQyq8UbkNmIDsxvE4DDlLMA= rcWGsQyq8UbkNmIDsxvE4DDlLMA=
    GET https://a.b-c.example.org/sub/2/notes/7?note.fields%2B=%F0%9F%98%80%26%3D QwHwHr2E/WUxvRCW7rFqWkwjeqE= QwHwHr2E/WUxvRCW7rFqWkwjeqE=
    POST http://localhost:8080/2/notes/search/notes_written?%20=&q=q%E6%97%A5%E6%9C%AC%27%28%29%2A%21 goqiwgZejy9U1mlha+kDE++o+LQ= goqiwgZejy9U1mlha+kDE++o+LQ=
    GET http://192.0.2.7/2/notes/search/notes_written?note.fields=%26%3D%20/%3F%23&atest_mode=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%2F%3F%230&%09%20=feed_size%3A%20largetest_mode t5Qv/q+KOvrbAAH8nZLyzvTsEYk= t5Qv/q+KOvrbAAH8nZLyzvTsEYk=
    POST https://notes.example.org/2/notes/7?a%27%28%29%2A%21=note.fields&note.fields%F0%9F%98%80=axxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%C3%A9&oauth%09=&%09=True%20&~=%09a%F0%9F%98%80 uB8+qFWeCj3VBYMrokSYdilYog0= uB8+qFWeCj3VBYMrokSYdilYog0=
    GET https://notes.example.org/2/notes/search/notes_written?%25=axxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxfeed_size:%20large&%20%5C%22=qxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&feed_size:%20large='()*!%2Bq b2bUDXv1Yfo4IigvqD+ymYtZds4= b2bUDXv1Yfo4IigvqD+ymYtZds4=
    GET http://localhost:8080/2/notes/search/notes_written?+=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx0feed_size%3A+large&/%3F%23=test_modexxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx MpBcfDVswONx1sCNKrNUx23mFaI= MpBcfDVswONx1sCNKrNUx23mFaI=
    DELETE https://notes.example.org:8443/2/notes?q~=&Z=%09%2F%3F%23 qOIRvVEJjdN15QFWT8XlE9AXHxA= qOIRvVEJjdN15QFWT8XlE9AXHxA=
    GET https://a.b-c.example.org/sub/2/notes/7?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxTrue=%E6%97%A5%E6%9C%AC&q%5C%22=~%2F%3F%23&id%2Cinfoxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx= itzhMMEcANhS2UkblkO40yi9enQ= itzhMMEcANhS2UkblkO40yi9enQ=
    DELETE http://192.0.2.7/2/notes?test_mode=&%F0%9F%98%80test_mode= z3zCXXHXSNWqGrUMsCKKak0QqVQ= z3zCXXHXSNWqGrUMsCKKak0QqVQ=
    GET https://notes.example.org/2/notes/search/notes_written?id%2Cinfonote.fields=&'()*!~=%2B%09oauth&%C3%A9=%C3%A9&note.fieldsxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=Ztest_mode0&%C3%A9%09= 4Xcrf3tBltMp5dPjpZy3iicsuxQ= 4Xcrf3tBltMp5dPjpZy3iicsuxQ=
    DELETE https://a.b-c.example.org/sub/2/notes/7?oauth=id%2Cinfoa%5C%22&xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=id%2CinfoZq&%09=&id%2Cinfo%5C%22=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%2F%3F%23 4biuLU2dCeeBVIaiY4ueWoKAU9s= 4biuLU2dCeeBVIaiY4ueWoKAU9s=
    GET https://notes.example.org/2/notes/search/notes_written?note.fields=&oauth=&id%2Cinfo=oauth0%E6%97%A5%E6%9C%AC&%F0%9F%98%80=a+ tOkN0i+Zmwf9YJhhR5mNoYafu0I= tOkN0i+Zmwf9YJhhR5mNoYafu0I=
    POST https://notes.example.org:8443/2/notes/search/notes_written?True%5C%22=%2F%3F%23%27%28%29%2A%21True&%F0%9F%98%80note.fields=0&%20=a&%F0%9F%98%80= PwPKWQU9kBXF7Rcto6yFFFwLEng= PwPKWQU9kBXF7Rcto6yFFFwLEng=
    GET http://192.0.2.7/2/notes/7?test_mode=%5C%22&0=test_mode&%F0%9F%98%80=%09&feed_size:%20largexxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&%25=%27%28%29%2A%21 sFPTqy/3TY87yhfyQyDnkpEb668= sFPTqy/3TY87yhfyQyDnkpEb668=
    DELETE https://a.b-c.example.org/sub/2/notes?%C3%A9%5C%22=%09&%F0%9F%98%80=True&Trueoauth=&%27%28%29%2A%21=%2B%25Z&oauth%F0%9F%98%80=0a&feed_size%3A%20large%F0%9F%98%80=%20%25True TtBHzd6b5PMKLB83vN4fpINu8Hs= TtBHzd6b5PMKLB83vN4fpINu8Hs=
    GET https://notes.example.org/2/notes?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxTrue=ZTruexxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx CzF7FYYhnsZwUuhbzS67+cALaWM= CzF7FYYhnsZwUuhbzS67+cALaWM=
    GET http://192.0.2.7/2/notes/7?%5C%22=%27%28%29%2A%21&test_mode~=&test_mode%F0%9F%98%80=0&id,info'()*!= Af7SOpg33EaNlGX8QFvJN79+69c= Af7SOpg33EaNlGX8QFvJN79+69c=
    DELETE https://notes.example.org:8443/2/notes?q=%20&%20True=anote.fieldsq&test_mode=%09~&note.fields%2B=oauthxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&%2F%3F%23q=%2B&%09=atest_mode l2BCS+wF29jZCJ0p1htrZA75TSM= l2BCS+wF29jZCJ0p1htrZA75TSM=
    GET https://notes.example.org:8443/2/notes?feed_size%3A+largeZ=%2BZoauth UWF2+vUSb3CQwhMOU0awDItJDOY= UWF2+vUSb3CQwhMOU0awDItJDOY=
    GET http://192.0.2.7/2/notes?%26%3D~=test_mode0&%E6%97%A5%E6%9C%AC%5C%22=%25xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxid,info FK9Zg7a4fdOUz0hOmCmFCyhv2Mk= FK9Zg7a4fdOUz0hOmCmFCyhv2Mk=
    POST https://notes.example.org:8443/2/notes/7?0=&%27%28%29%2A%21=&%09=&xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxq=id,info'()*!~ H5es9VslYpSeM7hPw0gLHZLFaCQ= H5es9VslYpSeM7hPw0gLHZLFaCQ=
    GET https://notes.example.org/2/notes?0oauth=id%2Cinfofeed_size%3A%20large&xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxfeed_size%3A%20large=&~=note.fields%27%28%29%2A%21%5C%22&True=%5C%22&aTrue=feed_size%3A+largeZ hXU6h2KR+C/QzE7V/rJ4uaR8Bn0= hXU6h2KR+C/QzE7V/rJ4uaR8Bn0=
    GET https://notes.example.org:8443/2/notes/7?%C3%A9test_mode=True%F0%9F%98%80%2B&0=0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx vxbcDiTl2NWa2pSe/eCUeVwzWSE= vxbcDiTl2NWa2pSe/eCUeVwzWSE=
    GET http://localhost:8080/2/notes/7?feed_size%3A+large=test_mode&note.fields=id,info%E6%97%A5%E6%9C%AC KYM2s121dKsFqz26irdIQJuuABk= KYM2s121dKsFqz26irdIQJuuABk=
    GET https://notes.example.org:8443/2/notes/search/notes_written?+=True&True=id%2Cinfo&~=Za&test_mode/%3F%23=%C3%A9 M5ZXahUAQPCx17lA0rMLQmQ2DD8= M5ZXahUAQPCx17lA0rMLQmQ2DD8=
    GET https://notes.example.org/2/notes/search/notes_written?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=id%2Cinfo0&Truefeed_size:%20large=0&%2F%3F%23=a&%5C%22=%C3%A9test_mode rJat7/C0ef3fetn/+KUgUV0qiJ8= rJat7/C0ef3fetn/+KUgUV0qiJ8=
    DELETE https://notes.example.org:8443/2/notes/7?note.fields=&id%2Cinfo%2B=%C3%A9%27%28%29%2A%21&%E6%97%A5%E6%9C%AC=&%C3%A9xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=&~=Z%2B C7/EUPTWjs1GjEL21hqKlf/Etcc= C7/EUPTWjs1GjEL21hqKlf/Etcc=
    POST https://a.b-c.example.org/sub/2/notes/search/notes_written?%C3%A9%5C%22=&Z=&xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=0%2B~&%26%3Did,info=%25 cDRg9/ne94/9FJPsgSp09Ola3B8= cDRg9/ne94/9FJPsgSp09Ola3B8=
    DELETE https://notes.example.org/2/notes/7?note.fieldsa=&%20=%27%28%29%2A%21feed_size%3A%20large&~=&%E6%97%A5%E6%9C%AC=%27%28%29%2A%21&%20q=%25%20&%09%F0%9F%98%80= o6FLHN3N/HQiOX0cJSqNsQCdBEs= o6FLHN3N/HQiOX0cJSqNsQCdBEs=
    DELETE http://localhost:8080/2/notes/7?test_mode%09=%09&/%3F%23=%5C%22%26%3D Q9m4Q/IBLtr9xiIYPqRDsAfyQ7w= Q9m4Q/IBLtr9xiIYPqRDsAfyQ7w=
    POST https://notes.example.org:8443/2/notes?~%F0%9F%98%80=%27%28%29%2A%21TrueZ&note.fields=a%25&id%2Cinfoa=%2B%E6%97%A5%E6%9C%AC%25&q%25=%5C%22%26%3D&%C3%A9=%5C%22&Z0= uOFiI928TSewFVjl7eohdDFWWew= uOFiI928TSewFVjl7eohdDFWWew=
    DELETE https://notes.example.org/2/notes/search/notes_written?'()*!~='()*!0True&+%5C%22=%E6%97%A5%E6%9C%ACTrue RmSn/DN9XqJR1JYIjun/coysu8U= RmSn/DN9XqJR1JYIjun/coysu8U=
    GET http://192.0.2.7/2/notes?a=%27%28%29%2A%21%2F%3F%23&q=Znote.fields&Za=%09%25Z uymBI3xtxRCMCVgFuOLEG1SS6Lk= uymBI3xtxRCMCVgFuOLEG1SS6Lk=
    GET http://localhost:8080/2/notes?%2F%3F%23=%2F%3F%23%F0%9F%98%80&Truetest_mode=%09%20test_mode&%09q=%2B'()*!&%C3%A9=%090~ oVnPTX4rcg+p9ndsjfbXV6j/NbI= oVnPTX4rcg+p9ndsjfbXV6j/NbI=
    GET https://notes.example.org/2/notes?oauth%09=feed_size%3A+large&test_modefeed_size:%20large=note.fields HVhuqVZWGcMu0ft8hfKasUMpRto= HVhuqVZWGcMu0ft8hfKasUMpRto=
    GET http://192.0.2.7/2/notes/7?feed_size%3A%20large= EhUAcpiuXOkHlI51Q2jKAkYkoNA= EhUAcpiuXOkHlI51Q2jKAkYkoNA=
    GET https://notes.example.org:8443/2/notes/7?%5C%22%20=test_mode&%E6%97%A5%E6%9C%AC=True%2F%3F%23oauth&feed_size%3A%20large~=%2B&~=%09&note.fields=+%5C%22%09 yaVS73bvjXQ1y1nOrR9JLE+ivb8= yaVS73bvjXQ1y1nOrR9JLE+ivb8=
    GET https://notes.example.org:8443/2/notes/7?%F0%9F%98%80=0id%2Cinfo RVzm/rAOUBpPdhJ5Ymj2lxJ+9b4= RVzm/rAOUBpPdhJ5Ymj2lxJ+9b4=
    DELETE https://a.b-c.example.org/sub/2/notes?~=&%25=%5C%22~%E6%97%A5%E6%9C%AC&a=&0Z= GjOtLfJGJzSF2N1a6huz3HV1GQg= GjOtLfJGJzSF2N1a6huz3HV1GQg=
    POST https://a.b-c.example.org/sub/2/notes/7?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%09=id,info T6PSa5NHHoveC6RtSTFbi+dpdqg= T6PSa5NHHoveC6RtSTFbi+dpdqg=
    GET https://notes.example.org/2/notes?id,info=%C3%A9'()*!&True=%5C%22&test_mode=True&xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx~=&feed_size%3A+large= ypG9yddtm9QUwJbEJaTmywyPiSM= ypG9yddtm9QUwJbEJaTmywyPiSM=
    POST https://a.b-c.example.org/sub/2/notes?0%5C%22=&True=~&%25Z= hUR5iH4w/Qd1cWzDqoQTYbzUKZs= hUR5iH4w/Qd1cWzDqoQTYbzUKZs=
    GET http://localhost:8080/2/notes/7?note.fields=%26%3D0&%2F%3F%23=test_mode&id%2Cinfo=test_modefeed_size%3A%20large&+%27%28%29%2A%21=id%2Cinfo%5C%22%27%28%29%2A%21&Z%E6%97%A5%E6%9C%AC=&0%2B= xVxS6m/qqnBNlJnNB/BT329xf+0= xVxS6m/qqnBNlJnNB/BT329xf+0=
    GET https://notes.example.org:8443/2/notes/7?%25=%2B%F0%9F%98%80xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&feed_size%3A%20large=%27%28%29%2A%21%25 j6o9mM/ULCvFtNAEcpazBDJjZqg= j6o9mM/ULCvFtNAEcpazBDJjZqg=
    GET https://notes.example.org/2/notes/search/notes_written?Za=test_mode%5C%22&note.fields+=&%26%3Dfeed_size%3A%20large=%25%27%28%29%2A%21&Z%E6%97%A5%E6%9C%AC=test_mode0 pCox5mq+x4wblZzh8tWZXz5sJ44= pCox5mq+x4wblZzh8tWZXz5sJ44=
    GET https://notes.example.org:8443/2/notes/7?~=&%E6%97%A5%E6%9C%AC%F0%9F%98%80= 1beNj+9Xq4WC8WdsGs7Tm6Q70o0= 1beNj+9Xq4WC8WdsGs7Tm6Q70o0=
    DELETE https://notes.example.org/2/notes/7?a%5C%22=Z&~%26%3D=&feed_size%3A%20large%26%3D=test_mode%09 n0MFunzyLJvW5cY8Nlg48nZhVIA= n0MFunzyLJvW5cY8Nlg48nZhVIA=
    DELETE https://a.b-c.example.org/sub/2/notes/7?Z=0%27%28%29%2A%21/%3F%23&%5C%22=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%E6%97%A5%E6%9C%AC xFxT63FdnAa4aqmncNhuIkId9jE= xFxT63FdnAa4aqmncNhuIkId9jE=
    DELETE http://192.0.2.7/2/notes?%25%2B=&feed_size%3A+large=oauth%C3%A9&%C3%A9=id%2Cinfo&%26%3D=%E6%97%A5%E6%9C%AC&id%2Cinfo=%C3%A9 bjHNn+do70oIqtB+ItA63Rj95jk= bjHNn+do70oIqtB+ItA63Rj95jk=
    DELETE http://192.0.2.7/2/notes/search/notes_written?%5C%22a=&~= 5GaJ3r7494NnbPOZqBA2ZdAfQbo= 5GaJ3r7494NnbPOZqBA2ZdAfQbo=
    DELETE https://notes.example.org/2/notes/7?'()*!test_mode=True&id,info%09=%F0%9F%98%80%26%3D&oauthnote.fields=%26%3D&%F0%9F%98%80%2B=%26%3D RiRZYP2wfiI0hhZqjRz4lShA0WQ= RiRZYP2wfiI0hhZqjRz4lShA0WQ=
    GET https://a.b-c.example.org/sub/2/notes?test_mode=0%26%3D u6Qhv2nI7SCXIyGVcLZ/r+GnkX4= u6Qhv2nI7SCXIyGVcLZ/r+GnkX4=
    GET http://localhost:8080/2/notes/search/notes_written?%F0%9F%98%80=&%E6%97%A5%E6%9C%AC~=Za%27%28%29%2A%21&~%09=test_mode&%2F%3F%23=feed_size:%20large'()*!&%09Z= 7eZuaOP1OMv1LGpoJvhhhMpniak= 7eZuaOP1OMv1LGpoJvhhhMpniak=
    """#

  /// What clients sign that write a space as `+`, that sort names before they encode them, or that
  /// sign the first of repeated names, by Python's hmac (rule 2.3).
  static let deviants: [Row] = rows(deviantTable)

  private static let deviantTable = #"""
    GET https://notes.example.org/2/notes/search/notes_written?q=a+b pDhqBfpN6dEiU6gYyRGeDRi6gcU= pDhqBfpN6dEiU6gYyRGeDRi6gcU=
    GET https://notes.example.org/2/notes/search/notes_written?q=a+b yVhUr+VHWfrbeAqX/o0cUn/Yhbo= yVhUr+VHWfrbeAqX/o0cUn/Yhbo=
    GET https://notes.example.org/2/notes/search/notes_written?q=a%2Bb+c ZXuU/1Ylv/8VLyhzqjHnyMv+2hk= ZXuU/1Ylv/8VLyhzqjHnyMv+2hk=
    GET https://notes.example.org/2/notes/search/notes_written?q=a%2Bb+c 1ARYw5ANFEJkRbV9feh1cQhYhlw= 1ARYw5ANFEJkRbV9feh1cQhYhlw=
    GET https://notes.example.org/2/notes/search/notes_written?a+b=c%20d&a=1 Cokx4nnww/OHvN57E+6mZ3EpnMI= Cokx4nnww/OHvN57E+6mZ3EpnMI=
    GET https://notes.example.org/2/notes/search/notes_written?a+b=c%20d&a=1 o2Nx+lo8NA3GCenif9Vy4Wta6I8= o2Nx+lo8NA3GCenif9Vy4Wta6I8=
    GET https://notes.example.org/2/notes/search/notes_written?a%5B=1&aA=2 PFEeUDFdNMhIdjxwtKhj6U4sTjw= PFEeUDFdNMhIdjxwtKhj6U4sTjw=
    GET https://notes.example.org/2/notes/search/notes_written?a%5B=1&aA=2 k5eiK0PsFg4y4eH9jvT7ra2+93o= k5eiK0PsFg4y4eH9jvT7ra2+93o=
    GET https://notes.example.org/2/notes/search/notes_written?a%5B=+&aA=2&aZ=%2B VSlC6Idwkjl2nowlyLGl3pDZZn8= VSlC6Idwkjl2nowlyLGl3pDZZn8=
    GET https://notes.example.org/2/notes/search/notes_written?a%5B=+&aA=2&aZ=%2B fa1oixMW6tSEEl1Xk2hplrAqIYI= fa1oixMW6tSEEl1Xk2hplrAqIYI=
    GET https://notes.example.org/2/notes/search/notes_written?a%5B=+&aA=2&aZ=%2B YvB+L7dW4sOvojNm0aPGcyvXuGs= YvB+L7dW4sOvojNm0aPGcyvXuGs=
    GET https://notes.example.org/2/notes/search/notes_written?a%5B=+&aA=2&aZ=%2B YL4aWRiinxq4JoVEX5JLM8liJGc= YL4aWRiinxq4JoVEX5JLM8liJGc=
    GET https://notes.example.org/2/notes/search/notes_written?%C3%A9=1&e%7E=2&eZ=3&e%21=4 +T8W9byNyAzkQZ/7SpmP97yWeh0= +T8W9byNyAzkQZ/7SpmP97yWeh0=
    GET https://notes.example.org/2/notes/search/notes_written?%C3%A9=1&e%7E=2&eZ=3&e%21=4 pgsuaa7LAAaoYgErhcR9kjN4Ltg= pgsuaa7LAAaoYgErhcR9kjN4Ltg=
    GET https://notes.example.org/2/notes/search/notes_written?q=1&q=2 FaV2LS16l5+XBKA4gt963+5EGgk= FaV2LS16l5+XBKA4gt963+5EGgk=
    GET https://notes.example.org/2/notes/search/notes_written?q=2&r=x+y&q=1 nxEz9BYt6N5uBDz1M9V304ch1jw= nxEz9BYt6N5uBDz1M9V304ch1jw=
    GET https://notes.example.org/2/notes/search/notes_written?q=2&r=x+y&q=1 RQmnRl+0trj0zNNPkLZvxxQTQxg= RQmnRl+0trj0zNNPkLZvxxQTQxg=
    GET https://notes.example.org/2/notes/search/notes_written?q=&q=2 wvC91ane8M3WagXL7xxgrDAJoLE= wvC91ane8M3WagXL7xxgrDAJoLE=
    GET https://notes.example.org/2/notes/search/notes_written?a%5B=1&aA=2&aA=3 PFEeUDFdNMhIdjxwtKhj6U4sTjw= PFEeUDFdNMhIdjxwtKhj6U4sTjw=
    GET https://notes.example.org/2/notes/search/notes_written?a%5B=1&aA=2&aA=3 k5eiK0PsFg4y4eH9jvT7ra2+93o= k5eiK0PsFg4y4eH9jvT7ra2+93o=
    """#

  /// Whole headers of oauthlib for a `GET` of `headersURL`, with other keys and secrets.
  static let headers: [(consumerSecret: String, tokenSecret: String, header: String)] = [
    (
      #"cs&demo"#, #"ts/demo="#,
      #"""
      OAuth oauth_nonce="0123456789abcdef0123456789abcdef", oauth_timestamp="1764000000", oa\#
      uth_version="1.0", oauth_signature_method="HMAC-SHA1", oauth_consumer_key="ck-demo", o\#
      auth_token="42-at_demo", oauth_signature="98Riir4eIJHYuuqHr3Oi9iXAtmI%3D"
      """#
    ),
    (
      #""#, #""#,
      #"""
      OAuth oauth_nonce="0123456789abcdef0123456789abcdef", oauth_timestamp="1764000000", oa\#
      uth_version="1.0", oauth_signature_method="HMAC-SHA1", oauth_consumer_key="ck-demo", o\#
      auth_token="42-at_demo", oauth_signature="q5LzYWvSYZEDDXnzoW4FnDBEsV4%3D"
      """#
    ),
    (
      #"schlüssel"#, #"鍵 +%"#,
      #"""
      OAuth oauth_nonce="0123456789abcdef0123456789abcdef", oauth_timestamp="1764000000", oa\#
      uth_version="1.0", oauth_signature_method="HMAC-SHA1", oauth_consumer_key="ck-demo", o\#
      auth_token="42-at_demo", oauth_signature="7g8HXtv7g0Rqak1jlNqCggE58oY%3D"
      """#
    ),
    (
      #"cs&demo"#, #"ts/demo="#,
      #"""
      OAuth oauth_nonce="0123456789abcdef0123456789abcdef", oauth_timestamp="1764000000", oa\#
      uth_version="1.0", oauth_signature_method="HMAC-SHA1", oauth_consumer_key="a%2Fb%2Bc%3\#
      D", oauth_token="x%2520y~z", oauth_signature="udLDm%2BIhT5iGs3ixgXMA4PeK4Fw%3D"
      """#
    ),
    (
      #"cs&demo"#, #"ts/demo="#,
      #"""
      OAuth oauth_nonce="999999999", oauth_timestamp="1", oauth_version="1.0", oauth_signatu\#
      re_method="HMAC-SHA1", oauth_consumer_key="ck-demo", oauth_token="42-at_demo", oauth_s\#
      ignature="udxVAbfXJNmn7oUWdOukJ4YJlGs%3D"
      """#
    ),
    (
      #"cs&demo"#, #"ts/demo="#,
      #"""
      OAuth oauth_nonce="a%2Bb%2Fc%3D%3D%26~", oauth_timestamp="999999999999", oauth_version\#
      ="1.0", oauth_signature_method="HMAC-SHA1", oauth_consumer_key="ck-demo", oauth_token=\#
      "42-at_demo", oauth_signature="Lcn4ocea7eqMvBA1WhN%2Bs682AIA%3D"
      """#
    ),
    (
      #"cs&demo"#, #"ts/demo="#,
      #"""
      OAuth realm="notes, of=all", oauth_nonce="0123456789abcdef0123456789abcdef", oauth_tim\#
      estamp="1764000000", oauth_version="1.0", oauth_signature_method="HMAC-SHA1", oauth_co\#
      nsumer_key="ck-demo", oauth_token="42-at_demo", oauth_signature="98Riir4eIJHYuuqHr3Oi9\#
      iXAtmI%3D"
      """#
    ),
    (
      #"😀😀😀😀😀😀😀😀"#,
      #"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"#,
      #"""
      OAuth oauth_nonce="0123456789abcdef0123456789abcdef", oauth_timestamp="1764000000", oa\#
      uth_version="1.0", oauth_signature_method="HMAC-SHA1", oauth_consumer_key="ck-demo", o\#
      auth_token="42-at_demo", oauth_signature="no4wcrAt%2BxhUWZtNPRyGA3DgdY0%3D"
      """#
    ),
  ]

  static let headersURL =
    "https://notes.example.org/2/notes/search/notes_written"
    + "?test_mode=True&note.fields=id%2Cinfo&x=%C3%A9+1"
}
